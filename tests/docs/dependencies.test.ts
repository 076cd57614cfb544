import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { packageOf } from '../../infra/artefact/package-places.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const Licence = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.union([z.string(), z.array(z.object({ type: z.string() }))]).optional(),
});
const { dependencies, devDependencies } = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

/** What is built into the tab's files: the packages that its sources import. */
const IN_THE_TAB = new Set(
  ['app', 'components', 'features', 'lib']
    .flatMap((folder) =>
      readdirSync(path.join(root, 'tab', folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => read(path.join('tab', folder, file))),
    )
    .flatMap((source) => [...source.matchAll(/\bfrom '([^.'][^']*)'/g)])
    .map(([, specifier = '']) => packageOf(specifier)),
);
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        version: z.string().optional(),
        integrity: z.string().optional(),
        dev: z.boolean().optional(),
        devOptional: z.boolean().optional(),
        optional: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));

/** Each lets an organisation use and change the program without publishing it. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
]);

const production = Object.entries(packages).filter(
  ([place, { dev, devOptional }]) => place !== '' && dev !== true && devOptional !== true,
);

function licencesOf(place: string): readonly string[] {
  const { license, licenses } = Licence.parse(JSON.parse(read(`${place}/package.json`)));
  const named = license ?? licenses;
  if (named === undefined) return [];
  if (typeof named === 'string') return named.replaceAll(/[()]/g, '').split(/ OR /);
  return Array.isArray(named) ? named.map(({ type }) => type) : [named.type];
}

test('every package of production has a licence that is allowed', () => {
  expect(production.length).toBeGreaterThan(100);
  const others = production
    // What is for another machine is locked and not installed.
    .filter(([place, { optional }]) => optional !== true || existsSync(path.join(root, place)))
    .map(([place]) => ({ place, licences: licencesOf(place) }))
    .filter(({ licences }) => !licences.some((licence) => ALLOWED.has(licence)));
  expect(others).toEqual([]);
});

test('everything that is locked has its hash, and no registry is named', () => {
  for (const [place, { integrity }] of Object.entries(packages)) {
    if (place !== '') expect(integrity, place).toMatch(/^sha512-[\w+/]+={0,2}$/);
  }
  const lock = read('package-lock.json');
  expect(lock).not.toContain('"resolved"');
  expect(lock).not.toMatch(/https?:\/\/[^"]*\.tgz|registry\.|git\+/);
});

test('what is installed is what is locked', () => {
  for (const [place, { version, optional }] of production) {
    if (optional === true && !existsSync(path.join(root, place))) continue;
    expect(Licence.parse(JSON.parse(read(`${place}/package.json`))).version, place).toBe(version);
  }
});

test('the page says of each direct dependency its version, its licence and what it is for', () => {
  const rows = [
    ...read('docs/security/dependencies.md').matchAll(
      /^\| `([^`]+)` +\| (\S+) +\| (\S+) +\| (.{4,}?) *\|$/gm,
    ),
  ];
  const said = rows.map(([, name = '', version, licence]) => ({ name, version, licence }));
  const inTheTab = Object.keys(devDependencies).filter((name) => IN_THE_TAB.has(name));
  const direct = [...Object.keys(dependencies), ...inTheTab].toSorted();
  const locked = direct.map((name) => ({
    name,
    version: packages[`node_modules/${name}`]?.version,
    licence: licencesOf(`node_modules/${name}`)[0],
  }));
  expect(said).toEqual(locked);
});
