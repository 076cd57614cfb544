import type { Pillar } from '../../shared/domain/pillar.ts';

/** The parts of running one ERG, each a page; the first is where one arrives. */
export const RUN_PARTS = [
  'roster',
  'requests',
  'asks',
  'lessons',
  'events',
  'news',
  'people',
  'profile',
  'figures',
  'log',
] as const;
export type RunPart = (typeof RUN_PARTS)[number];

/** What admins do besides looking after messages (`/health`), each a page; the first is where one arrives. */
export const ADMIN_PARTS = [
  'ergs',
  'directory',
  'organisation',
  'reports',
  'help',
  'year',
  'news',
  'settings',
  'log',
] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

/** What there is to learn, each a page; the first is where one arrives. */
export const LEARN_PARTS = ['lessons', 'progress', 'journal', 'buddies', 'year'] as const;
export type LearnPart = (typeof LEARN_PARTS)[number];

const id = encodeURIComponent;

/** The paths of the pages, below the tab's base; for wouter's `Link` and `navigate`. */
export const paths = {
  home: '/',
  pledges: '/pledges',
  /** Making a pledge; `pillar` narrows the suggestions from the start, e.g. `/pledges/new?pillar=listen`. */
  newPledge: (pillar?: Pillar) =>
    pillar === undefined ? '/pledges/new' : `/pledges/new?pillar=${pillar}`,
  pledge: (pledgeId: string) => `/pledges/${id(pledgeId)}`,
  ergs: '/ergs',
  erg: (ergId: string) => `/ergs/${id(ergId)}`,
  /** The page of an ERG, with what stands in an invitation link. */
  ergByLink: (ergId: string, secret: string) => `/ergs/${id(ergId)}/${id(secret)}`,
  learn: (part: LearnPart = 'lessons') => `/learn/${part}`,
  /** A built-in lesson or scene, or, with its ERG, one that organisers published. */
  lesson: (lessonId: string, ergId?: string) =>
    ergId === undefined
      ? `/learn/lessons/${id(lessonId)}`
      : `/learn/groups/${id(ergId)}/${id(lessonId)}`,
  /** Somebody's invitation to be their buddy, by what stands in its link. */
  buddyByLink: (secret: string) => `/learn/buddies/${id(secret)}`,
  settings: '/settings',
  /** The settings, at one's data: taking it along, and leaving. */
  settingsData: '/settings/data',
  /** For managers: how much the people below them take part. */
  organisation: '/organisation',
  /** The ERGs that one organises. */
  run: '/run',
  runErg: (ergId: string, part: RunPart = 'roster') => `/run/${id(ergId)}/${part}`,
  /** Inviting people to an ERG: from a list, or by link. */
  invite: (ergId: string) => `/run/${id(ergId)}/import`,
  /** Writing an ask, a lesson or an event; `new` begins one. */
  runItem: (ergId: string, part: 'asks' | 'lessons' | 'events', itemId: string) =>
    `/run/${id(ergId)}/${part}/${id(itemId)}`,
  /** Making a pledge from what an ERG asks. */
  pledgeFromAsk: (ergId: string, askId: string) =>
    `/pledges/new?template=${id(`ask.${ergId}.${askId}`)}`,
  /** For admins. */
  admin: (part: AdminPart = 'ergs') => `/admin/${part}`,
  /** For admins: who runs one ERG. */
  adminErg: (ergId: string) => `/admin/ergs/${id(ergId)}`,
  /** A moment or an announcement that one runs. */
  runNews: (ergId: string, newsId: string) => `/run/${id(ergId)}/news/${id(newsId)}`,
  /** A new one: `from` is `announcement`, `moment`, or the id of a draft that ships. */
  newNews: (ergId: string, from: string) => `/run/${id(ergId)}/news/new?from=${id(from)}`,
  /** For admins: a moment that organisers asked them to publish. */
  askedMoment: (ergId: string, newsId: string) => `/admin/news/${id(ergId)}/${id(newsId)}`,
  /** For admins: whether messages get through. */
  health: '/health',
} as const;

/**
 * The page that a deep link into the tab names: `subPageId` is `home`, `pledges`, `pledges/new`,
 * `pledges/{id}`, `ergs`, `ergs/{id}`, `ergs/{id}/{secret}` (an invitation link), `settings`, `settings/data`, `organisation`, `run`, `run/{id}`,
 * `run/{id}/{part}`, `admin`, `admin/{part}`, `health`, `learn`, `learn/{part}`, `learn/lessons/{id}`, `learn/groups/{ergId}/{id}` or
 * `learn/buddies/{secret}` (an invitation to be somebody's buddy). Anything else is home.
 */
export function pathOfSubPage(subPageId: string | undefined): string {
  const [noun = '', first, second, third, ...rest] = (subPageId ?? '')
    .replace(/^\/+/, '')
    .split('/');
  if (rest.length > 0) return paths.home;
  if (noun === 'learn') return pathOfLearning(first, second, third);
  if (third !== undefined) return paths.home;
  if (noun === 'run' && first !== undefined) {
    const part = RUN_PARTS.find((one) => one === (second ?? RUN_PARTS[0]));
    return part === undefined ? paths.home : paths.runErg(first, part);
  }
  if (noun === 'ergs' && first !== undefined && second !== undefined) {
    return paths.ergByLink(first, second);
  }
  if (second !== undefined) return paths.home;
  switch (noun) {
    case 'pledges':
      if (first === undefined) return paths.pledges;
      return first === 'new' ? paths.newPledge() : paths.pledge(first);
    case 'ergs':
      return first === undefined ? paths.ergs : paths.erg(first);
    case 'admin': {
      const part = ADMIN_PARTS.find((one) => one === (first ?? ADMIN_PARTS[0]));
      return part === undefined ? paths.home : paths.admin(part);
    }
    case 'run':
      return paths.run;
    case 'settings':
      if (first === 'data') return paths.settingsData;
      return first === undefined ? paths.settings : paths.home;
    case 'organisation':
    case 'health':
      return first === undefined ? paths[noun] : paths.home;
    default:
      return paths.home;
  }
}

function pathOfLearning(first = 'lessons', second?: string, third?: string): string {
  if (first === 'groups' && second !== undefined && third !== undefined) {
    return paths.lesson(third, second);
  }
  const part = LEARN_PARTS.find((one) => one === first);
  if (part === undefined || third !== undefined) return paths.home;
  if (second === undefined) return paths.learn(part);
  if (part === 'lessons') return paths.lesson(second);
  return part === 'buddies' ? paths.buddyByLink(second) : paths.home;
}
