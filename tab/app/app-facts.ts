import { APP_FACTS, type AppFacts } from '../../shared/contract/app.ts';

/** What the server wrote into the page about this installation; undefined in a page that no server of ours sent. */
export function readAppFacts(): AppFacts | undefined {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${APP_FACTS}"]`);
  try {
    return JSON.parse(meta?.content ?? '') as AppFacts;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
