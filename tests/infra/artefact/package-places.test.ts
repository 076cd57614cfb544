import { expect, test } from 'vitest';
import { isOfPackage, packageOf, placeOf } from '../../../infra/artefact/package-places.ts';

test.each([
  ['@azure/identity/deep', '@azure/identity'],
  ['temporal-polyfill/full', 'temporal-polyfill'],
  ['fastify', 'fastify'],
])('what is imported as %s is the package %s', (specifier, name) => {
  expect(packageOf(specifier)).toBe(name);
});

test.each([
  ['/r/node_modules/fastify/lib/route.js', 'node_modules/fastify'],
  ['/r/node_modules/@azure/identity/dist/esm/index.js', 'node_modules/@azure/identity'],
  ['/r/node_modules/a/node_modules/@b/c/d.js', 'node_modules/a/node_modules/@b/c'],
  // Made of a file by a bundler.
  ['\0/r/node_modules/axios/index.js?commonjs', 'node_modules/axios'],
  // A package that brings a copy of another in its own files.
  ['/r/node_modules/a/dist/node_modules/.pnpm/b@1/node_modules/b/b.js', 'node_modules/a'],
])('the module %s is of the package in %s', (id, place) => {
  expect(placeOf('/r', id)).toBe(place);
  expect(isOfPackage(id)).toBe(true);
});

test('a source is of no package', () => {
  expect(placeOf('/r', '/r/shared/store/rows.ts')).toBeUndefined();
  expect(isOfPackage('/r/shared/store/rows.ts')).toBe(false);
});
