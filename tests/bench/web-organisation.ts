import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_TENANT_ID, loadDemoOrganisation } from '../../infra/local/demo-organisation.ts';
import { startIssuer } from '../../infra/local/issuer.ts';
import { composeCommands } from '../../shared/program/compose-commands.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { startTestAzurite } from '../support/azurite.ts';
import { aPerson, aPledge, type PersonFields } from '../support/builders.ts';
import { userIdOf } from './organisation.ts';
import { startStorageAway } from './storage-away.ts';
import { startWeb, type Web } from './web.ts';
import { PSEUDONYM_KEY } from './web-start.ts';

/** Tuesday; the weekly question of a pledge made on Monday of the week before is there since nine, London time. */
const NOW = '2026-03-10T10:00:00.000Z';

/** The date of the question that waits for everybody who has a pledge. */
export const QUESTION_DATE = '2026-03-10';

const CLIENT_ID = 'c11e0000-0000-4000-8000-000000000001';

/** The demo organisation in Azurite, and web servers of the product over it, as processes of their own. */
export interface WebOrganisation {
  /** Starts a web server with what it is to serve besides the API: the built tab, and a page around it. */
  serve(what: { readonly tabFolder: string; readonly hostFolder?: string }): Promise<Web>;
  readonly connectionString: string;
  readonly deps: CommandDeps;
  readonly tenantId: string;
  /** Stores somebody who agreed and can be reached, without asking any rule; with one weekly pledge unless said otherwise. */
  addPerson(fields?: PersonFields): Promise<Person>;
  /** A token of somebody in the organisation, with the name that they have here. */
  tokenOf(key: PersonKey, name: string): Promise<string>;
  /** Ends everything. */
  stop(): Promise<void>;
}

/**
 * Starts Azurite and an issuer, in an organisation that has nobody but those of the demo.
 * @param awayMs how much later answers of storage come to whoever is measured
 */
export async function startWebOrganisation(awayMs = 0): Promise<WebOrganisation> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'alongside-bench-'));
  const azurite = await startTestAzurite();
  const endings: (() => Promise<void> | void)[] = [
    () => rmSync(dataDir, { recursive: true, force: true }),
    () => azurite.stop(),
  ];
  const stop = async () => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
  };
  try {
    const tenantId = DEMO_TENANT_ID;
    let { connectionString } = azurite;
    if (awayMs > 0) {
      const away = await startStorageAway(connectionString, awayMs);
      endings.push(() => away.stop());
      ({ connectionString } = away);
    }
    const storage = createAzureStorage({
      kind: 'connection-string',
      connectionString: azurite.connectionString,
    });
    await storage.createAll();
    const productAheadMs = Date.parse(NOW) - Date.now();
    const { commandDeps, settled } = composeCommands({
      storage,
      clock: {
        now: () => new Date(Date.now() + productAheadMs).toISOString(),
        realMs: Date.now,
      },
      log: { info() {}, warn: failOn, error: failOn },
      pseudonymKey: PSEUDONYM_KEY,
    });
    await loadDemoOrganisation(commandDeps);
    await settled();
    const issuer = await startIssuer({ dataDir, tenantId, clientId: CLIENT_ID });
    endings.push(() => issuer.stop());
    let people = 0;
    return {
      async serve(what) {
        const web = await startWeb({
          connectionString,
          productAheadMs,
          issuer: issuer.issuerUrl.replace(tenantId, '{tid}'),
          keysUrl: issuer.jwksUrl,
          clientId: CLIENT_ID,
          tenantId,
          ...what,
        });
        endings.push(() => web.stop());
        return web;
      },
      connectionString,
      deps: commandDeps,
      tenantId,
      async addPerson(fields = {}) {
        people += 1;
        const key = { tenantId, userId: userIdOf(people) };
        const person = { ...aPerson({ pledges: [weeklyPledge()], ...fields }), key };
        await commandDeps.people.commit(undefined, person, []);
        return person;
      },
      tokenOf: ({ userId: id }, name) =>
        issuer.tokenFor({ id, name, mail: `${id}@example.org`, roles: [], guest: false }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function weeklyPledge() {
  return aPledge({ cadence: 'weekly' });
}

function failOn(event: string, cause?: unknown): never {
  throw new Error(event, { cause });
}
