import {
  acceptBuddy,
  askBuddy,
  confirmBuddy,
  endBuddy,
} from '../../../shared/commands/ask-buddy.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import { giveConsent } from '../../../shared/commands/give-consent.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { readBuddies } from '../../../shared/commands/read-buddies.ts';
import { shareWithBuddy, takeBackShare } from '../../../shared/commands/share-with-buddy.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { otherOf } from '../../../shared/domain/buddy-pair.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { TENANT_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';

/** Three people of one organisation. */
export const PEOPLE = [1, 2, 3].map((n) => ({
  key: { tenantId: TENANT_ID, userId: `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}` },
  name: `Person ${n}`,
  language: 'en',
}));
export type Someone = (typeof PEOPLE)[number];

/** The n-th of these people. */
export function someone(n: number): Someone {
  const found = PEOPLE[n];
  if (found === undefined) throw new Error('There are three people.');
  return found;
}

/** The id of the n-th pair of a test. */
export function pairId(n: number): string {
  return `0195a000-0000-7000-8000-b0dd${String(n).padStart(8, '0')}`;
}

/** The id of the n-th thing shared. */
function shareId(n: number): string {
  return `0195a000-0000-7000-8000-5a8e${String(n).padStart(8, '0')}`;
}

/** Agrees for somebody. */
export async function agree(deps: TestDeps, who: Someone): Promise<void> {
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;
  await giveConsent(deps, who, { version: CONSENT_VERSION, rhythm });
}

/** One thing that one of three people does about one of a few pairs. */
export interface Act {
  readonly who: number;
  readonly does: (typeof DEEDS)[number];
  readonly pair: number;
}
export const DEEDS = [
  'ask',
  'accept',
  'accept',
  'confirm',
  'confirm',
  'end',
  'erase',
  'agree',
  'share',
  'share',
  'take back',
  'read',
] as const;

/** What three people do, with the links that were handed out and what everybody ever said yes to. */
export function createStory() {
  const secrets = new Map<string, string>();
  const saidYes = new Set<string>();

  async function act(deps: TestDeps, { who: number, does, pair: n }: Act): Promise<void> {
    const who = someone(number);
    const { key } = who;
    const id = pairId(n);
    switch (does) {
      case 'ask': {
        const made = await askBuddy(deps, who, id);
        if (made.ok) secrets.set(id, made.value.secret);
        return;
      }
      case 'accept': {
        const secret = secrets.get(id);
        if (secret === undefined) return;
        saidYes.add(`${key.userId} to ${id}`);
        await acceptBuddy(deps, who, secret);
        return;
      }
      case 'confirm':
        saidYes.add(`${key.userId} to ${id}`);
        await confirmBuddy(deps, who, id);
        return;
      case 'end':
        await endBuddy(deps, who, id);
        return;
      case 'erase':
        await withdrawConsent(deps, who);
        return;
      case 'agree':
        return agree(deps, who);
      case 'share':
        await shareWithBuddy(deps, { key, pairId: id }, { id: shareId(number), words: 'I did it' });
        return;
      case 'take back':
        await takeBackShare(deps, { key, pairId: id }, shareId(number));
        return;
      case 'read':
        await readBuddies(deps, who);
    }
  }

  return { act, secrets, saidYes };
}

/** Lets everything be carried out: the bells ring, and nobody looks. */
export async function settle(deps: TestDeps): Promise<void> {
  await deps.settled();
  deps.clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
  await deps.settled();
}

/** What does not agree between the pairs and the people, in words; nothing where all is well. */
export async function disagreements(
  deps: TestDeps,
  pairs: number,
  saidYes: ReadonlySet<string>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const people = await Promise.all(
    PEOPLE.map(async ({ key }) => (await deps.people.load(key))?.person),
  );
  const tiesOf = (userId: string) =>
    people.find((person) => person?.key.userId === userId)?.buddies.ties ?? [];
  const together: string[] = [];
  for (let n = 0; n < pairs; n += 1) {
    const id = pairId(n);
    const pair = (await deps.buddies.load(TENANT_ID, id))?.pair;
    const shares = await deps.buddies.readEveryShare(TENANT_ID, id);
    if (pair?.life.state !== 'together' && shares.length > 0) found.push(`${n}: shared by nobody`);
    if (pair === undefined) continue;
    if (pair.life.state === 'over') found.push(`${n}: over and still there`);
    const { asker } = pair;
    const accepter = otherOf(pair, asker.userId);
    for (const one of [asker, accepter]) {
      if (one === undefined) continue;
      if (!tiesOf(one.userId).some((tie) => tie.pairId === id)) {
        found.push(`${n}: names ${one.name}, who cannot find it`);
      }
    }
    if (accepter !== undefined && !saidYes.has(`${accepter.userId} to ${id}`)) {
      found.push(`${n}: ${accepter.name} never said yes`);
    }
    if (pair.life.state !== 'together' || accepter === undefined) continue;
    if (!saidYes.has(`${asker.userId} to ${id}`)) found.push(`${n}: ${asker.name} never said yes`);
    together.push([asker.userId, accepter.userId].toSorted().join(' and '));
    for (const [one, other] of [
      [asker, accepter],
      [accepter, asker],
    ] as const) {
      const mine = tiesOf(one.userId).find((tie) => tie.pairId === id);
      if (mine?.state !== 'agreed' || mine.to !== other.userId) {
        found.push(`${n}: ${one.name} did not say yes to ${other.name}`);
      }
    }
  }
  if (new Set(together).size < together.length) found.push('two people are buddies twice');
  for (const person of people) {
    if (person === undefined) continue;
    if (person.outbox.some(({ to }) => to === 'buddy')) found.push('something is still to be told');
    for (const { pairId: id } of person.buddies.ties) {
      const pair = (await deps.buddies.load(TENANT_ID, id))?.pair;
      if (pair === undefined || otherOf(pair, '')?.userId === undefined) {
        found.push(`${person.profile.name} has a tie to nothing`);
      }
    }
    const agreed = person.buddies.ties.filter(({ state }) => state === 'agreed');
    if (agreed.length > 3) found.push(`${person.profile.name} has too many buddies`);
    if (person.profile.life !== 'living') found.push(`${person.profile.name} is half erased`);
  }
  return found;
}
