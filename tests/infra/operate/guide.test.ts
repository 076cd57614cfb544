import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FINDINGS } from '../../../infra/operate/check-storage.ts';
import { TABLE_NAMES } from '../../../shared/store/tables.ts';

// The operator's guide names what the program, its scripts and its Bicep files are called. It stays true only if that is so.

const ROOT = path.join(import.meta.dirname, '../../..');
const GUIDE = path.join(ROOT, 'docs/operate');

function read(...place: string[]): string {
  return readFileSync(path.join(ROOT, ...place), 'utf8');
}

/** Every match of the first group, once each, in order. */
function matches(text: string, pattern: RegExp): readonly string[] {
  return [
    ...new Set([...text.matchAll(pattern)].map(([whole, group]) => group ?? whole)),
  ].toSorted();
}

function sourcesIn(folder: string): string {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(folder, name))
    .join('\n');
}

const pages = readdirSync(GUIDE).map((name) => [name, read('docs/operate', name)] as const);
const all = pages.map(([, text]) => text).join('\n');
const alerts = read('infra/modules/alerts.bicep');
const alertsPage = read('docs/operate/alerts.md');
const counted = sourcesIn('shared/telemetry');
const said = ['bot', 'shared', 'tab/api'].map(sourcesIn).join('\n') + read('main.ts');

describe('alerts', () => {
  const names = matches(alerts, /^ {4}name: '([a-z-]+)'\n {4}description/gm);
  const sections = new Map(
    alertsPage
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => [section.split('\n')[0] ?? '', section]),
  );

  test('have a section each, and there is no section of an alert that is none', () => {
    expect(names).toHaveLength(8);
    const aboutAlerts = [...sections.keys()].filter((name) => /^[a-z-]+$/.test(name));
    expect(aboutAlerts.toSorted()).toEqual(names);
  });

  test.each(names)(
    '%s: what it means, what people notice, where to look, what to do, when it is over',
    (name) => {
      for (const part of ['**Means.**', '**People notice.**', '**Look.**', '**Do.**', '**Over**']) {
        expect(sections.get(name)).toContain(part);
      }
      const severity = new RegExp(`name: '${name}'\\n[^]*?severity: (\\d)`).exec(alerts)?.[1];
      expect(sections.get(name)).toContain(`Severity ${severity}.`);
    },
  );

  test('say the thresholds that are set', () => {
    expect(alerts).toContain('param lagSeconds int = 1800');
    expect(sections.get('messages-are-late')).toContain('half an hour');
    expect(alerts).toContain('param givenUp int = 20');
    expect(sections.get('messages-are-given-up')).toContain('More than 20 messages');
    expect(alerts).toMatch(/column: 'due'\n {4}threshold: 500\n/);
    expect(sections.get('people-are-due-and-nothing-goes-out')).toContain('More than 500 people');
  });
});

test('what is counted is called in queries what the program calls it', () => {
  const named = matches(all, /'((?:alongside|http)\.[a-z_.]+)'/g);
  expect(named).toEqual(
    expect.arrayContaining(['alongside.delivery.sent', 'http.server.request.duration']),
  );
  expect(named.filter((name) => !counted.includes(`'${name}'`))).toEqual([]);
  const dimensions = matches(all, /customDimensions\['([^']+)'\]/g);
  expect(dimensions).toContain('reason');
  expect(dimensions.filter((name) => !counted.includes(name))).toEqual([]);
  expect(counted).toContain("startActiveSpan('delivery.pack'");
});

test('events of the log are called what the program calls them', () => {
  const events = matches(alertsPage, /`([a-z]+\.[a-z-]+)`/g).filter(
    (name) => !/\.(?:md|ts|yml|bicep)$|^it\./.test(name),
  );
  expect(events).toEqual(expect.arrayContaining(['row.broken', 'request.failed']));
  const loops = matches(said, /loop\('([a-z]+)'/g).map((name) => `worker.${name}-failed`);
  const known = (event: string) => loops.includes(event) || said.includes(`'${event}'`);
  expect(events.filter((event) => !known(event))).toEqual([]);
});

test('commands are scripts of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
  const commands = matches(all, /npm run ([a-z:-]+)/g);
  expect(commands).toEqual(expect.arrayContaining(['backup', 'check-storage', 'restore']));
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

test('variables are those of the program, of its scripts, of env/, or made on the page', () => {
  const known = new Set([
    ...matches(read('shared/program/configuration.ts'), /^ {2}([A-Z_]+): /gm),
    ...matches(read('infra/operate/operator-storage.ts'), /^ {2}([A-Z_]+): z/gm),
    ...matches(read('env/.env.prod'), /^([A-Z_]+)=/gm),
    ...matches(read('infra/azure.parameters.json'), /\$\{\{([A-Z_]+)\}\}/g),
    ...matches(all, /^ *(?:export )?([A-Z_]+)=\$/gm),
  ]);
  const used = [
    ...matches(all, /\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/g),
    ...matches(all, /"\$([A-Z_]+)/g),
  ];
  expect(used).toEqual(expect.arrayContaining(['PSEUDONYM_KEY', 'TAB_DOMAIN', 'GROUP']));
  const inLoops = ['TABLE', 'QUEUE'];
  expect(used.filter((name) => !known.has(name) && !inLoops.includes(name))).toEqual([]);
});

test('what does not fit after a restore is what the check can find', () => {
  const page = read('docs/operate/backup.md');
  const section = page.slice(page.indexOf('## What does not fit'));
  const [, ...rows] = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(1);
  const named = matches(section, /`([a-z]+-[a-z-…]+)`/g).filter((name) => name !== 'npm');
  const fits = (kind: string) =>
    named.some((name) => (name.endsWith('…') ? kind.startsWith(name.slice(0, -1)) : name === kind));
  expect(Object.keys(FINDINGS).filter((kind) => !fits(kind))).toEqual([]);
});

test('the ledger that a restore leaves in place is a table', () => {
  expect(read('docs/operate/backup.md')).toContain('[ "$TABLE" = Erasures ]');
  expect(TABLE_NAMES).toContain('Erasures');
});

test.each(pages)('links and files of %s are there', (_name, text) => {
  const links = matches(text, /\]\(([^)]+)\)/g);
  for (const link of links) {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? GUIDE : path.join(GUIDE, file);
    expect([link, existsSync(target)]).toEqual([link, true]);
    if (anchor === undefined) continue;
    const headings = matches(readFileSync(target, 'utf8'), /^#+ (.+)$/gm).map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(headings).toContain(anchor);
  }
  for (const place of matches(text, /`((?:infra|tests|docs|env|appPackage)\/[\w./-]*\.[a-z]+)`/g)) {
    // What an operator writes there is in no checkout.
    if (place.endsWith('.user')) continue;
    expect([place, existsSync(path.join(ROOT, place))]).toEqual([place, true]);
  }
});

test('the upgrade sends the worker first, as teamsapp.yml does', () => {
  const project = read('teamsapp.yml');
  expect(project.indexOf('WORKER_APP_RESOURCE_ID}}')).toBeLessThan(
    project.indexOf('WEB_APP_RESOURCE_ID}}', project.indexOf('WORKER_APP_RESOURCE_ID}}') + 30),
  );
  expect(read('docs/operate/upgrade.md')).toContain('**worker first, then to the web**');
});
