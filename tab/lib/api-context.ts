import { createContext, useContext } from 'react';
import type { ApiClient } from './api-client.ts';

/** The seam at which tests put a fake API: `<ApiContext value={client}>`. */
export const ApiContext = createContext<ApiClient | undefined>(undefined);

/** The API client of this page. */
export function useApi(): ApiClient {
  const client = useContext(ApiContext);
  if (client === undefined) throw new Error('No ApiContext above this component');
  return client;
}
