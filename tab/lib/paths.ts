import type { Pillar } from '../../shared/domain/pillar.ts';

/** The paths of the pages, below the tab's base; for wouter's `Link` and `navigate`. */
export const paths = {
  home: '/',
  pledges: '/pledges',
  /** Making a pledge; `pillar` narrows the suggestions from the start, e.g. `/pledges/new?pillar=listen`. */
  newPledge: (pillar?: Pillar) =>
    pillar === undefined ? '/pledges/new' : `/pledges/new?pillar=${pillar}`,
  pledge: (id: string) => `/pledges/${encodeURIComponent(id)}`,
  ergs: '/ergs',
  erg: (id: string) => `/ergs/${encodeURIComponent(id)}`,
  /** For organisers: moments and announcements of an ERG. */
  runNews: (ergId: string) => `/run/${encodeURIComponent(ergId)}/news`,
  runNewsItem: (ergId: string, newsId: string) =>
    `/run/${encodeURIComponent(ergId)}/news/${encodeURIComponent(newsId)}`,
  /** A new one: `from` is `announcement`, `moment`, or the id of a draft that ships. */
  newNews: (ergId: string, from: string) =>
    `/run/${encodeURIComponent(ergId)}/news/new?from=${encodeURIComponent(from)}`,
  /** For admins: moments that organisers asked them to publish. */
  askedMoments: '/admin/news',
  askedMoment: (ergId: string, newsId: string) =>
    `/admin/news/${encodeURIComponent(ergId)}/${encodeURIComponent(newsId)}`,
  settings: '/settings',
  /** For admins: whether messages get through. */
  health: '/health',
} as const;

/**
 * The page that a deep link into the tab names: `subPageId` is `home`, `pledges`, `pledges/new`,
 * `pledges/{id}`, `ergs`, `ergs/{id}`, `settings` or `health`. Anything else is home.
 */
export function pathOfSubPage(subPageId: string | undefined): string {
  const [noun = '', id, ...rest] = (subPageId ?? '').replace(/^\/+/, '').split('/');
  if (rest.length > 0) return paths.home;
  if (noun === 'settings' && id === undefined) return paths.settings;
  if (noun === 'health' && id === undefined) return paths.health;
  if (noun === 'pledges') {
    if (id === undefined) return paths.pledges;
    return id === 'new' ? paths.newPledge() : paths.pledge(id);
  }
  if (noun === 'ergs') return id === undefined ? paths.ergs : paths.erg(id);
  return paths.home;
}
