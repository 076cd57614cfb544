/**
 * A deep link that opens the tab in Teams at a page. `appId` is the id in the app's manifest and `home` the entity id of
 * its tab; teams-js hands the page to the tab as `page.subPageId`.
 */
export function teamsLink(appId: string, page: string): string {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: page }));
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(appId)}/home?context=${context}`;
}
