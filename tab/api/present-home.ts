import type { Home, HomeNews } from '../../shared/commands/read-home.ts';
import type { EventView } from '../../shared/contract/content.ts';
import type { MembershipView } from '../../shared/contract/ergs.ts';
import type { InvitationView } from '../../shared/contract/invitations.ts';
import type { GivenHome, HomeReply } from '../../shared/contract/home.ts';
import { localDateAt } from '../../shared/domain/cadence.ts';
import { renewalOf } from '../../shared/domain/consent-decisions.ts';
import { openInvitations } from '../../shared/domain/invitation.ts';
import type { Membership } from '../../shared/domain/membership.ts';
import { CONSENT_VERSION, type Person } from '../../shared/domain/person.ts';
import { waitingQuestions } from '../../shared/domain/questions.ts';
import { proposedRhythm } from '../../shared/domain/spread.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { byStart, presentEvent } from './present-content.ts';
import { presentNextLesson } from './present-lesson.ts';
import { presentMoments, presentPublished } from './present-news.ts';
import { presentPledge } from './present-pledge.ts';

/** Home as its owner reads it. */
export function presentHome(
  home: Home,
  told: HomeNews,
  now: Instant,
  { language, admin }: { readonly language: string; readonly admin: boolean },
): HomeReply {
  const { person } = home;
  const { profile } = person;
  if (profile.consent.state === 'none') {
    return {
      consent: 'none',
      name: profile.name,
      admin,
      consentVersion: CONSENT_VERSION,
      proposed: { budget: home.proposedBudget, ...proposedRhythm(person.key.userId) },
      invitations: presentInvitations(home, now),
    };
  }
  const pledges = person.pledges.map((pledge) => presentPledge(pledge, { person, now, language }));
  const due = waitingQuestions(person, now).flatMap(({ pledgeId, date }) => {
    const view = pledges.find((pledge) => pledge.id === pledgeId);
    if (view === undefined) return [];
    const { pillar, title, question } = view;
    return [{ pledgeId, date, pillar, title, question }];
  });
  const renewal = renewalOf(person);
  const nextLesson = presentNextLesson(person, told.lessons, { now });
  return {
    consent: 'given',
    name: profile.name,
    admin,
    consentVersion: profile.consent.version,
    consentedAt: profile.consent.at,
    ...(renewal === undefined ? {} : { renewal: { version: CONSENT_VERSION, state: renewal } }),
    today: localDateAt(now, profile.settings.zone),
    now,
    due,
    pledges,
    ...(nextLesson === undefined ? {} : { nextLesson }),
    memberships: presentMemberships(home, language),
    invitations: presentInvitations(home, now),
    runs: presentRuns(home, language),
    events: presentEvents(home.events),
    moments: presentMoments(told.moments, now),
    news: told.news.flatMap(({ ergId, news }) =>
      presentPublished(news).map((one) => ({ ...one, ergId })),
    ),
    settings: profile.settings,
    chat: chatOf(person),
    revision: profile.revision,
    settingsRevision: profile.settingsRevision,
    membershipsRevision: profile.membershipsRevision,
    rsvpsRevision: profile.rsvpsRevision,
    learningRevision: person.learning.revision,
  };
}

/** The coming events that a person said yes to, earliest first. */
export function presentEvents(events: Home['events']): EventView[] {
  return events
    .map(({ rsvp, event, ergName }) =>
      presentEvent(event, { id: rsvp.ergId, name: ergName }, [rsvp]),
    )
    .toSorted(byStart);
}

/** The ERGs that a person organises, by name as their language sorts. */
function presentRuns({ person, ergs }: Home, language: string): GivenHome['runs'] {
  return [...ergs.values()]
    .filter(({ organisers }) => organisers.includes(person.key.userId))
    .map(({ id, name, picture }) => ({ ergId: id, name, picture }))
    .toSorted((one, other) => one.name.localeCompare(other.name, language));
}

/** The invitations that a person may answer, to ERGs that are there, the newest first. */
export function presentInvitations({ person, ergs }: Home, now: Instant): InvitationView[] {
  return openInvitations(person, now).flatMap(({ ergId, until }) => {
    const line = ergs.get(ergId);
    if (line?.state !== 'active') return [];
    return [{ ergId, name: line.name, picture: line.picture, until }];
  });
}

/** The ERGs of a person, by name as their language sorts. */
export function presentMemberships(
  { person, ergs }: Pick<Home, 'person' | 'ergs'>,
  language: string,
): MembershipView[] {
  return person.memberships
    .map((membership) => presentMembership(membership, ergs))
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? '', language));
}

/** One membership with what the directory says about its ERG. */
export function presentMembership(membership: Membership, ergs: Home['ergs']): MembershipView {
  const { ergId, state, since, showToAllies, muted } = membership;
  const line = ergs.get(ergId);
  return {
    ergId,
    ...(line === undefined ? {} : { name: line.name, picture: line.picture }),
    state,
    since,
    showToAllies,
    muted,
  };
}

function chatOf(person: Person): 'reachable' | 'not-installed' | 'blocked' {
  switch (person.conversation?.state) {
    case 'reachable':
      return 'reachable';
    case 'blocked':
      return 'blocked';
    case 'uninstalled':
    case undefined:
      return 'not-installed';
  }
}
