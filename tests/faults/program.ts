/**
 * The program as production puts it together, over the storage that it is told of, with a small organisation in it. Started
 * by `program-process.ts`, which speaks with it; nothing in it knows of faults.
 */
import { compose } from '../../main.ts';
import { createLog } from '../../shared/program/log.ts';
import { createErg } from '../../shared/commands/create-erg.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import { TEAMS_CLIENTS } from '../../shared/identity/token.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { anErg, TENANT_ID } from '../support/builders.ts';
import { anEvent, eventWords } from '../support/content.ts';
import { type FromProgram, type ProgramStart, ToProgram } from './program-messages.ts';

const ERGS = [
  { number: 1, name: 'Parents and Carers', joinPolicy: 'open' },
  { number: 2, name: 'Night Shift', joinPolicy: 'open' },
  { number: 3, name: 'Signers', joinPolicy: 'open' },
  { number: 4, name: 'Readers', joinPolicy: 'on-request' },
] as const;
const EVENTS_OF_EACH = 2;
/** Later than any course comes. */
const EVENTS_ON = '2026-07-01';

/** Ids of what the organisation has: `kind` is one hexadecimal digit. */
function idOf(kind: string, number: number): string {
  return `0195a000-0000-7000-8000-${kind}${String(number).padStart(11, '0')}`;
}

async function createOrganisation(
  deps: CommandDeps,
): Promise<Pick<FromProgram, 'ergs' | 'events'>> {
  const events: FromProgram['events'] = [];
  for (const { number, name, joinPolicy } of ERGS) {
    const ergId = idOf('e', number);
    const items = Array.from({ length: EVENTS_OF_EACH }, (_, n) => {
      const id = idOf('a', number * 10 + n);
      events.push({ ergId, eventId: id });
      const { told, ...event } = anEvent({
        id,
        words: eventWords({ title: `${name} ${n}`, date: EVENTS_ON }),
      });
      const [startsAt, endsAt] = [`${EVENTS_ON}T14:00:00.000Z`, `${EVENTS_ON}T15:00:00.000Z`];
      return told === undefined ? event : { ...event, told: { ...told, startsAt, endsAt } };
    });
    const erg = anErg({ id: ergId, name, joinPolicy });
    const created = await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg, items });
    if (!created.ok) throw new Error(`${name} was not created: ${created.reason}`);
  }
  const ergs = ERGS.map(({ number, joinPolicy }) => ({ id: idOf('e', number), joinPolicy }));
  return { ergs, events };
}

async function start(told: ProgramStart) {
  const storage = createAzureStorage({
    kind: 'connection-string',
    connectionString: told.connectionString,
  });
  await storage.createAll();
  let aheadMs = Date.parse(told.startsAt) - Date.now();
  const alongside = await compose({
    storage,
    clock: { now: () => new Date(Date.now() + aheadMs).toISOString(), realMs: Date.now },
    log: createLog('warn'),
    tokens: {
      issuer: told.issuerUrl.replace(TENANT_ID, '{tid}'),
      keys: new URL(told.jwksUrl),
      audience: told.clientId,
      tenantIds: [TENANT_ID],
      clients: TEAMS_CLIENTS,
    },
    bot: {
      appId: 'b81c6f0e-94d3-4b57-8a2e-6f15d90c37a4',
      credentials: { kind: 'none' },
      isServiceUrlAllowed: () => false,
    },
    appId: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
    hostOrigins: [],
    pseudonymKey: 'a key for tests that is long enough',
    tabFolder: '/nowhere',
    roles: { web: true, worker: true },
    bellDelayMs: told.bellDelayMs,
    workerPace: { scheduleMs: 2000, packsMs: 500, bellsMs: 500 },
  });
  const organisation = await createOrganisation(alongside.deps);
  const url = await alongside.web.app.listen({ host: '127.0.0.1', port: 0 });
  alongside.startWork();
  return { url, organisation, advance: (ms: number) => void (aheadMs += ms), stop: alongside.stop };
}

let running: Awaited<ReturnType<typeof start>> | undefined;

async function hear(said: ToProgram): Promise<void> {
  switch (said.say) {
    case 'start': {
      running = await start(said.start);
      const ready: FromProgram = { say: 'ready', url: running.url, ...running.organisation };
      process.send?.(ready);
      return;
    }
    case 'advance':
      running?.advance(said.ms);
      return;
    case 'stop':
      await running?.stop();
      process.exit(0);
  }
}

// What is thrown here ends the process, as what nobody caught anywhere else in it does: the run sees that it died.
process.on('message', (message) => void hear(ToProgram.parse(message)));
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
