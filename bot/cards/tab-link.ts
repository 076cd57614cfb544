import { teamsLink } from '../../shared/domain/teams-link.ts';

/**
 * A page of the tab, as its address inside the tab: `home`, `pledges`, `pledges/new`, `pledges/{id}`, `ergs/{id}`,
 * `learn`, `learn/lessons/{id}`, `learn/groups/{ergId}/{id}`, `run/{ergId}/requests`, `settings`,
 * `settings/data`.
 */
export type TabPage =
  | 'home'
  | 'pledges'
  | 'pledges/new'
  | `pledges/${string}`
  | `ergs/${string}`
  | 'learn'
  | `learn/lessons/${string}`
  | `learn/groups/${string}/${string}`
  | `run/${string}/requests`
  | 'settings'
  | 'settings/data';

/** A deep link that opens the tab at a page. */
export function tabLink(appId: string, page: TabPage): string {
  return teamsLink(appId, page);
}
