/** A page of a personal tab. */
export interface TabPage {
  readonly entityId: string;
  /** Empty for the tab's first page. */
  readonly subPageId: string;
}

/**
 * The tab page that a Teams deep link opens, `https://teams.microsoft.com/l/entity/{appId}/{entityId}?context=…`.
 * `undefined` where the link is for something else, or for another app.
 */
export function tabPageOfDeepLink(link: string, appId: string): TabPage | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const [, letter, kind, app, entityId] = url.pathname.split('/').map(decodeURIComponent);
  const isTeams =
    url.hostname === 'teams.microsoft.com' || url.hostname === 'teams.cloud.microsoft';
  if (!isTeams || letter !== 'l' || kind !== 'entity' || app !== appId) return undefined;
  return { entityId: entityId ?? '', subPageId: subPageOf(url.searchParams.get('context')) };
}

function subPageOf(context: string | null): string {
  try {
    const parsed: unknown = JSON.parse(context ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return '';
    const { subEntityId, subPageId } = parsed as { subEntityId?: unknown; subPageId?: unknown };
    const wanted = subEntityId ?? subPageId;
    return typeof wanted === 'string' ? wanted : '';
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}
