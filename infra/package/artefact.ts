/** What runs in production, from the repository's root; beside it come the packages that are no devDependencies. */
export const ARTEFACT = [
  'main.ts',
  'bot',
  'shared',
  'tab/api',
  'dist/tab',
  'package.json',
  'package-lock.json',
] as const;
