import { createRequire } from 'node:module';

/** How Node is to start Azurite: what comes before its own options. */
export function azuriteProgram(): readonly string[] {
  return [
    ...['./azurite-quick-start.ts', './azurite-lookups.ts'].flatMap((file) => [
      '--import',
      new URL(file, import.meta.url).href,
    ]),
    createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js'),
    // Its access log takes half of its time (measured).
    ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
  ];
}
