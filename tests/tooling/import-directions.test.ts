import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** A file, what it imports, and words of the sentence that refuses it. */
type Offence = readonly [file: string, imported: string, why: string];

const PURE_DOMAIN = 'the domain is pure rules';
const BROWSER = 'the tab runs in the browser';
const TEAMS_SDK = 'only bot/teams knows the Teams SDK';
const TEAMS_CLIENT = 'only tab/app and tab/lib know the Teams client';
const AZURE = 'only shared/store speaks to Azure';

const OFFENCES: readonly Offence[] = [
  ['shared/domain/a.ts', '../contract/home.ts', PURE_DOMAIN],
  ['shared/domain/a.ts', '../store/tables.ts', PURE_DOMAIN],
  ['shared/domain/a.ts', 'zod', PURE_DOMAIN],
  ['shared/domain/a.ts', 'node:crypto', PURE_DOMAIN],
  ['shared/domain/deep/down/a.ts', '../../../commands/join-erg.ts', PURE_DOMAIN],
  ['shared/contract/a.ts', '../store/tables.ts', 'the contract describes'],
  ['shared/contract/a.ts', 'temporal-polyfill', 'the contract describes'],
  ['shared/store/a.ts', '../contract/home.ts', 'the store maps rows'],
  ['shared/store/a.ts', '../commands/join-erg.ts', 'the store maps rows'],
  ['shared/catalogue/a.ts', '../store/tables.ts', 'the catalogue is built-in text'],
  ['shared/i18n/a.ts', 'react-i18next', 'only the screens of the tab'],
  ['shared/i18n/a.ts', '../store/tables.ts', 'i18next alone'],
  ['shared/identity/a.ts', '../store/tables.ts', 'identity turns a token into a person'],
  ['shared/commands/a.ts', '../../bot/ports.ts', 'a command loads'],
  ['shared/commands/a.ts', '../../tab/api/server.ts', 'a command loads'],
  ['shared/commands/a.ts', '@azure/data-tables', AZURE],
  ['shared/commands/a.ts', 'fastify', 'a command loads'],
  ['shared/new-folder/a.ts', 'zod', 'this folder has no import directions yet'],
  ['bot/ports.ts', './teams/adapter.ts', 'the ports say what the bot needs'],
  ['bot/conversation/a.ts', '../teams/adapter.ts', 'a conversation is pure'],
  ['bot/conversation/a.ts', '../../shared/store/tables.ts', 'a conversation is pure'],
  ['bot/conversation/a.ts', 'botbuilder', TEAMS_SDK],
  ['bot/cards/a.ts', '../teams/adapter.ts', 'a card is a pure function'],
  ['bot/cards/a.ts', 'node:crypto', 'a card is a pure function'],
  ['bot/delivery/a.ts', '../teams/adapter.ts', 'delivery sends through the ports'],
  ['bot/delivery/a.ts', '../conversation/reply.ts', 'delivery sends through the ports'],
  ['bot/delivery/a.ts', 'botframework-connector', TEAMS_SDK],
  ['bot/delivery/a.ts', '@azure/storage-queue', AZURE],
  ['bot/teams/a.ts', '../../tab/api/server.ts', 'the bot reaches the tab only through'],
  ['main.ts', './infra/local/main.ts', 'the production artefact holds neither'],
  ['tab/api/a.ts', '@microsoft/teams-ai', TEAMS_SDK],
  ['tab/api/a.ts', '@microsoft/teams-ai/lib/Application.js', TEAMS_SDK],
  ['shared/store/b.ts', '../../main.ts', 'the store maps rows'],
  ['tab/api/a.ts', '../../bot/ports.ts', 'the API reaches the bot only through'],
  ['tab/api/a.ts', '../app/main.tsx', 'the API reaches the bot only through'],
  ['tab/api/a.ts', '@azure/data-tables', AZURE],
  ['tab/api/a.ts', '../../infra/local/clock.ts', 'the API reaches the bot only through'],
  ['tab/api/a.ts', '../../main.ts', 'the API reaches the bot only through'],
  ['tab/app/a.tsx', '../api/server.ts', BROWSER],
  ['tab/app/a.tsx', '../../shared/commands/join-erg.ts', BROWSER],
  ['tab/lib/a.ts', '../../shared/store/tables.ts', BROWSER],
  ['tab/lib/a.ts', '../../bot/ports.ts', BROWSER],
  ['tab/lib/a.ts', 'node:path', BROWSER],
  ['tab/lib/a.ts', 'fs/promises', BROWSER],
  ['tab/lib/a.ts', '@azure/data-tables', AZURE],
  ['tab/components/a.tsx', '@microsoft/teams-js', TEAMS_CLIENT],
  ['tab/components/a.tsx', '../features/ergs/list.tsx', 'components know no feature'],
  ['tab/features/pledges/a.tsx', '../ergs/list.tsx', 'features do not know each other'],
  ['tab/features/pledges/deep/a.tsx', '../../ergs/list.tsx', 'features do not know each other'],
  ['tab/features/pledges/a.tsx', '@microsoft/teams-js', TEAMS_CLIENT],
  ['tab/features/pledges/a.tsx', '../../app/main.tsx', BROWSER],
  ['infra/local/a.ts', '../../tests/support/fixed.ts', 'the local root stands on the product'],
  ['infra/local/page/a.ts', '../clock.ts', 'the page of the local Teams runs in the browser'],
];

/** What the design asks for, so nothing may refuse it. */
const WELCOME: readonly (readonly [file: string, imported: string])[] = [
  ['shared/domain/ok.ts', 'temporal-polyfill'],
  ['shared/domain/deep/ok.ts', '../pledge.ts'],
  ['shared/contract/ok.ts', '../domain/pledge.ts'],
  ['shared/store/ok.ts', '@azure/data-tables'],
  ['shared/commands/ok.ts', '../store/tables.ts'],
  ['bot/conversation/ok.ts', '../ports.ts'],
  ['bot/delivery/ok.ts', '../cards/check-in.ts'],
  ['bot/teams/ok.ts', 'botbuilder'],
  ['tab/api/ok.ts', '../../shared/commands/join-erg.ts'],
  ['tab/app/ok.tsx', '@microsoft/teams-js/dist/app'],
  ['tab/features/pledges/deep/ok.tsx', '../list.tsx'],
  ['tab/features/pledges/ok.tsx', '../../lib/api-client.ts'],
  ['infra/local/ok.ts', '../../main.ts'],
  ['bot/conversation/ok-cards.ts', '../cards/check-in.ts'],
  ['tests/bot/teams/ok.ts', 'botbuilder'],
];

/** Every way to import; each must be seen. */
const FORMS: readonly (readonly [file: string, source: string])[] = [
  ['shared/domain/form-import.ts', "import '../store/tables.ts';"],
  [
    'shared/domain/form-type.ts',
    "import type { T } from '../store/tables.ts';\nexport const a: T = 1;",
  ],
  ['shared/domain/form-named.ts', "export { a } from '../store/tables.ts';"],
  ['shared/domain/form-all.ts', "export * from '../store/tables.ts';"],
  ['shared/domain/form-dynamic.ts', "export const a = import('../store/tables.ts');"],
  ['shared/domain/form-typeof.ts', "export type A = import('../store/tables.ts').T;"],
];

const HIDDEN_INPUTS = [
  ['Date.now()', 'Date.now is refused'],
  ['new Date()', 'new Date() without a time is refused'],
  ['Date()', 'Date() is refused'],
  ['performance.now()', 'performance.now is refused'],
  ['Math.random()', 'Math.random is refused'],
  ['crypto.randomUUID()', 'crypto.randomUUID is refused'],
  ['Temporal.Now.instant()', 'Temporal.Now is refused'],
] as const;
const PURE_FOLDERS = ['shared/domain', 'shared/commands', 'bot/conversation', 'bot/cards'];

const Findings = z.object({
  diagnostics: z.array(z.object({ message: z.string(), filename: z.string() })),
});

describe('the linter', () => {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'alongside-lint-'));
  let findings: { readonly message: string; readonly filename: string }[] = [];

  const write = (file: string, source: string): void => {
    mkdirSync(path.join(tree, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(tree, file), source);
  };
  const messagesFor = (file: string): string[] =>
    findings
      .filter(({ filename }) => filename === file)
      .map(({ message }) => message)
      .filter((message) => message.includes('may not import') || message.includes('is refused'));

  beforeAll(() => {
    cpSync(path.join(ROOT, '.oxlintrc.json'), path.join(tree, '.oxlintrc.json'));
    cpSync(path.join(ROOT, 'tests/support/lint'), path.join(tree, 'tests/support/lint'), {
      recursive: true,
    });
    OFFENCES.forEach(([file, imported], index) => {
      write(numbered(file, index), `import '${imported}';\n`);
    });
    for (const [file, imported] of WELCOME) write(file, `import '${imported}';\n`);
    for (const [file, source] of FORMS) write(file, source);
    for (const folder of PURE_FOLDERS) {
      HIDDEN_INPUTS.forEach(([source], index) => {
        write(`${folder}/hidden-${index}.ts`, `export const hidden = ${source};\n`);
      });
    }
    write('infra/local/page/types.ts', "export type { Chat } from '../chat.ts';\n");
    write('infra/local/page/code.ts', "export { chat } from '../chat.ts';\n");
    write('shared/store/clock.ts', 'export const hidden = Date.now();\n');
    write('shared/domain/given.ts', 'export const given = new Date(0);\n');

    const oxlint = path.join(ROOT, 'node_modules', '.bin', 'oxlint');
    const run = spawnSync(process.execPath, [oxlint, '--format', 'json'], {
      cwd: tree,
      encoding: 'utf8',
    });
    findings = Findings.parse(JSON.parse(run.stdout)).diagnostics;
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test.each(OFFENCES.map((offence, index) => [...offence, index] as const))(
    '%s may not import %s, since %s',
    (file, _imported, why, index) => {
      const name = numbered(file, index);
      expect(messagesFor(name)).toEqual([
        expect.stringMatching(new RegExp(`^${name} may not import .*: .*${why}`)),
      ]);
    },
  );

  test.each(WELCOME)('%s may import %s', (file) => {
    expect(messagesFor(file)).toEqual([]);
  });

  test.each(FORMS)('sees the import in %s', (file) => {
    expect(messagesFor(file)).toEqual([expect.stringContaining('shared/store/tables.ts')]);
  });

  test.each(PURE_FOLDERS.flatMap((folder) => HIDDEN_INPUTS.map((each) => [folder, ...each])))(
    'in %s, %s is refused, since time, chance and ids are passed in',
    (folder, source, why) => {
      const index = HIDDEN_INPUTS.findIndex(([each]) => each === source);
      expect(messagesFor(`${folder}/hidden-${index}.ts`)).toEqual([
        expect.stringContaining(`${why}: time, chance and new ids are passed in here`),
      ]);
    },
  );

  test('lets the page of the local Teams know the types of its server, not its code', () => {
    expect(messagesFor('infra/local/page/types.ts')).toEqual([]);
    expect(messagesFor('infra/local/page/code.ts')).toHaveLength(1);
  });

  test('lets other folders read the clock, and the domain handle a time that it was given', () => {
    expect(messagesFor('shared/store/clock.ts')).toEqual([]);
    expect(messagesFor('shared/domain/given.ts')).toEqual([]);
  });
});

/** One file for each offence, so that no finding is taken for another; single files keep their name. */
function numbered(file: string, index: number): string {
  return /\/a\.tsx?$/.test(file) ? file.replace(/a\.(tsx?)$/, `offence-${index}.$1`) : file;
}
