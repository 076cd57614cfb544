import { expect, test } from 'vitest';
import { Lock, lockOf } from '../../../infra/artefact/lock-of-server.ts';

const lock = Lock.parse({
  name: 'program',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'program', version: '1.0.0' },
    'node_modules/server': { version: '1.0.0', dependencies: { shared: '^1.0.0' } },
    'node_modules/server/node_modules/shared': {
      version: '1.5.0',
      dependencies: { deep: '*' },
      peerDependencies: { peer: '*', 'other-peer': '*' },
      peerDependenciesMeta: { 'other-peer': { optional: true } },
    },
    'node_modules/shared': { version: '2.0.0', dependencies: { browser: '*' } },
    'node_modules/deep': { version: '3.0.0', optionalDependencies: { native: '*' } },
    'node_modules/peer': { version: '4.0.0' },
    'node_modules/other-peer': { version: '5.0.0' },
    'node_modules/browser': { version: '6.0.0' },
  },
});

test('what a server needs is found where Node would find it, and nothing else is kept', () => {
  const { packages } = lockOf(lock, { server: '1.0.0' });

  expect(Object.keys(packages)).toEqual([
    '',
    'node_modules/deep',
    'node_modules/peer',
    'node_modules/server',
    'node_modules/server/node_modules/shared',
  ]);
  expect(packages['']?.dependencies).toEqual({ server: '1.0.0' });
  expect(packages['node_modules/deep']).toEqual(lock.packages['node_modules/deep']);
});

test('what is wanted and not locked is told', () => {
  expect(() => lockOf(lock, { missing: '1.0.0' })).toThrow('missing');
});
