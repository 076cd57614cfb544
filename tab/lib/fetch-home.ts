import type { HomeReply } from '../../shared/contract/home.ts';
import type { ApiClient } from './api-client.ts';

/** Asks for the person's home. Rejects as the API client does. */
export function fetchHome(api: ApiClient): Promise<HomeReply> {
  return api.request('GET', '/api/home');
}
