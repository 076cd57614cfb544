import { addDays, localDateAt } from './cadence.ts';
import { type DecisionMoment, type PersonChange, unchanged } from './decision.ts';
import type { Person } from './person.ts';
import type { Pillar } from './pillar.ts';
import {
  type Cadence,
  LONGEST_PERIOD_WEEKS,
  MOST_ACTIVE_PLEDGES,
  MOST_PLEDGES_IN_HAND,
  type Pledge,
  type PledgeForm,
  type PledgeSource,
} from './pledge.ts';
import { accepted, refused, type Result } from './result.ts';
import type { LocalDate } from './time.ts';

/** What a person asks for when making a pledge. */
export interface NewPledge {
  readonly id: string;
  readonly pillar: Pillar;
  readonly form: PledgeForm;
  readonly source: PledgeSource;
  readonly wordsFrom: Pledge['wordsFrom'];
  readonly cadence: Cadence;
  readonly endsOn: LocalDate;
  readonly ergId?: string | undefined;
}

/** One change of a pledge in hand. */
export type PledgeEdit =
  | {
      readonly do: 'edit';
      readonly form: PledgeForm;
      readonly wordsFrom: Pledge['wordsFrom'];
      readonly cadence: Cadence;
      readonly endsOn: LocalDate;
      readonly ergId?: string | undefined;
    }
  | {
      readonly do: 'make-smaller';
      readonly form: PledgeForm;
      readonly wordsFrom: Pledge['wordsFrom'];
    }
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  | { readonly do: 'renew'; readonly endsOn: LocalDate }
  | { readonly do: 'complete' }
  | { readonly do: 'let-go' };

/** Why a pledge is not made or changed. */
export type PledgeRefusal =
  | 'consent-needed'
  | 'not-found'
  | 'changed-meanwhile'
  | 'too-many-pledges'
  | 'period-not-allowed'
  | 'not-an-ally'
  | 'pledge-ended';

/** How many ids of ended pledges are remembered; repetitions come within seconds or minutes. */
const ENDED_PLEDGES_KEPT = 20;

function isPeriodAllowed(today: LocalDate, endsOn: LocalDate): boolean {
  return endsOn > today && endsOn <= addDays(today, LONGEST_PERIOD_WEEKS * 7);
}

function activeCount(person: Person): number {
  return person.pledges.filter((pledge) => pledge.life.state === 'active').length;
}

function isAllyOf(person: Person, ergId: string | undefined): boolean {
  return (
    ergId === undefined ||
    person.memberships.some(
      (membership) => membership.ergId === ergId && membership.state === 'active',
    )
  );
}

function dateOf(person: Person, at: DecisionMoment): LocalDate {
  return localDateAt(at.now, person.profile.settings.zone);
}

/** Makes a pledge. The same id again is the same pledge and changes nothing. */
export function makePledge(
  person: Person,
  wanted: NewPledge,
  at: DecisionMoment,
): Result<PersonChange, PledgeRefusal> {
  if (person.profile.consent.state !== 'given') return refused('consent-needed');
  if (person.pledges.some((pledge) => pledge.id === wanted.id)) return accepted(unchanged(person));
  if (person.profile.endedPledges.includes(wanted.id)) return refused('pledge-ended');
  if (activeCount(person) >= MOST_ACTIVE_PLEDGES || person.pledges.length >= MOST_PLEDGES_IN_HAND) {
    return refused('too-many-pledges');
  }
  const startedOn = dateOf(person, at);
  if (!isPeriodAllowed(startedOn, wanted.endsOn)) return refused('period-not-allowed');
  if (!isAllyOf(person, wanted.ergId)) return refused('not-an-ally');
  const { ergId, ...rest } = wanted;
  const pledge: Pledge = {
    ...rest,
    ...(ergId === undefined ? {} : { ergId }),
    startedOn,
    life: { state: 'active' },
    recent: [],
    createdAt: at.now,
    revision: at.revision,
  };
  return accepted({ person: { ...person, pledges: [...person.pledges, pledge] }, past: [] });
}

/**
 * Changes a pledge in hand. `revision` is the one that the client saw; an older one is refused, so that nobody
 * overwrites what they have not seen. Ended pledges leave the hand for the past.
 */
export function changePledge(
  person: Person,
  pledgeId: string,
  revision: number,
  edit: PledgeEdit,
  at: DecisionMoment,
): Result<PersonChange, PledgeRefusal> {
  const pledge = person.pledges.find((candidate) => candidate.id === pledgeId);
  if (pledge === undefined) return refused('not-found');
  const edited = applyEdit(person, pledge, edit, at);
  // What is wanted is so already: the same request again.
  if (edited.ok && JSON.stringify(edited.value) === JSON.stringify(pledge)) {
    return accepted(unchanged(person));
  }
  if (pledge.revision !== revision) return refused('changed-meanwhile');
  if (!edited.ok) return edited;
  const after: Pledge = { ...edited.value, revision: at.revision };
  if (after.life.state === 'completed' || after.life.state === 'let-go') {
    return accepted({
      person: withoutPledge(person, pledgeId),
      past: [{ kind: 'put-pledge', pledge: after }],
    });
  }
  return accepted({ person: withPledge(person, after), past: [] });
}

function applyEdit(
  person: Person,
  pledge: Pledge,
  edit: PledgeEdit,
  at: DecisionMoment,
): Result<Pledge, PledgeRefusal> {
  const date = dateOf(person, at);
  switch (edit.do) {
    case 'edit': {
      // A period that is over may keep its end while other things are changed.
      const endAllowed = edit.endsOn === pledge.endsOn || isPeriodAllowed(date, edit.endsOn);
      if (!endAllowed) return refused('period-not-allowed');
      if (edit.ergId !== pledge.ergId && !isAllyOf(person, edit.ergId)) {
        return refused('not-an-ally');
      }
      const { form, wordsFrom, cadence, endsOn, ergId } = edit;
      // Every field stays in its place, so that the same edit again compares as the same.
      const edited: Pledge = { ...pledge, form, wordsFrom, cadence, endsOn };
      if (ergId !== undefined) return accepted({ ...edited, ergId });
      const { ergId: _before, ...withoutErg } = edited;
      return accepted(withoutErg);
    }
    case 'make-smaller':
      return accepted({ ...pledge, form: edit.form, wordsFrom: edit.wordsFrom });
    case 'pause':
      if (pledge.life.state === 'paused') return accepted(pledge);
      return accepted({ ...pledge, life: { state: 'paused', since: date } });
    case 'resume':
      if (pledge.life.state === 'active') return accepted(pledge);
      if (activeCount(person) >= MOST_ACTIVE_PLEDGES) return refused('too-many-pledges');
      return accepted({ ...pledge, life: { state: 'active' }, askFrom: date });
    case 'renew': {
      if (!isPeriodAllowed(date, edit.endsOn)) return refused('period-not-allowed');
      if (pledge.life.state !== 'active' && activeCount(person) >= MOST_ACTIVE_PLEDGES) {
        return refused('too-many-pledges');
      }
      const { askFrom: _before, ...rest } = pledge;
      return accepted({
        ...rest,
        life: { state: 'active' },
        startedOn: date,
        endsOn: edit.endsOn,
      });
    }
    case 'complete':
      return accepted({ ...pledge, life: { state: 'completed', on: date } });
    case 'let-go':
      return accepted({ ...pledge, life: { state: 'let-go', on: date } });
  }
}

/**
 * Takes a pledge out of the hand; its rows of the past are deleted by the command. The same request again is
 * fine; a pledge that this person never had is not found.
 */
export function deletePledge(
  person: Person,
  pledgeId: string,
  revision: number,
): Result<PersonChange, PledgeRefusal> {
  const pledge = person.pledges.find((candidate) => candidate.id === pledgeId);
  if (pledge === undefined) {
    return person.profile.endedPledges.includes(pledgeId)
      ? accepted(unchanged(person))
      : refused('not-found');
  }
  if (pledge.revision !== revision) return refused('changed-meanwhile');
  return accepted({ person: withoutPledge(person, pledgeId), past: [] });
}

/** The person with this pledge in the place of the one with the same id. */
export function withPledge(person: Person, pledge: Pledge): Person {
  return {
    ...person,
    pledges: person.pledges.map((candidate) => (candidate.id === pledge.id ? pledge : candidate)),
  };
}

function withoutPledge(person: Person, pledgeId: string): Person {
  const endedPledges = [pledgeId, ...person.profile.endedPledges].slice(0, ENDED_PLEDGES_KEPT);
  return {
    ...person,
    pledges: person.pledges.filter((pledge) => pledge.id !== pledgeId),
    profile: { ...person.profile, endedPledges },
  };
}
