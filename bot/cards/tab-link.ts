/**
 * A page of the tab, as its address inside the tab: `home`, `pledges`, `pledges/new`, `pledges/{id}`, `ergs/{id}`,
 * `run/{ergId}/requests`, `settings`.
 */
export type TabPage =
  | 'home'
  | 'pledges'
  | 'pledges/new'
  | `pledges/${string}`
  | `ergs/${string}`
  | `run/${string}/requests`
  | 'settings';

/**
 * A deep link that opens the tab at a page. `appId` is the id in the app's manifest and `home` the entity id of
 * its tab; teams-js hands the page to the tab as `page.subPageId`.
 */
export function tabLink(appId: string, page: TabPage): string {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: page }));
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(appId)}/home?context=${context}`;
}
