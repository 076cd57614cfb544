import { cpSync } from 'node:fs';
import { inject } from 'vitest';

/**
 * Puts what a first start of the program left behind into a data folder; gives the environment in which the program goes on
 * there. For one program at a time.
 */
export function goOnIn(dataDir: string): Readonly<Record<string, string>> {
  // Each worker of Vitest has a number, from 1 on.
  const firstStart = inject('firstStarts')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (firstStart === undefined) throw new Error('There are more workers than first starts.');
  cpSync(firstStart.dataDir, dataDir, { recursive: true });
  return { PORT: `${firstStart.port}` };
}
