import type { TestProject } from 'vitest/node';
import { startTestAzurite } from './azurite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the Azurite of this run: `inject('azurite')`. Shared: use a prefix of your own. */
    azurite: string;
  }
}

/** Starts one Azurite for the whole run of the tests, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const azurite = await startTestAzurite();
  project.provide('azurite', azurite.connectionString);
  return () => azurite.stop();
}
