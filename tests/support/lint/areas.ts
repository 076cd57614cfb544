/** One folder (or file) of the repository, and what its sources may import. */
export interface Area {
  /** Path from the repository's root; the longest one that holds a file is the file's area. */
  readonly path: string;
  /** Areas it may import besides itself; naming a folder allows everything below it. */
  readonly areas: readonly string[];
  /** Areas of which it may import types, which leave nothing in what runs. */
  readonly typesOf?: readonly string[];
  /** npm packages and Node built-ins: names, or prefixes ending in `*`. */
  readonly packages: readonly string[];
  /** Completes the sentence "X may not import Y: …". */
  readonly why: string;
}

/** Packages that live in few places, so that replacing them is the work of one folder. */
export interface Home {
  readonly packages: readonly string[];
  readonly paths: readonly string[];
  readonly why: string;
}

const SERVER = ['*'];
const SEEN_BY_PURE_BOT = ['catalogue', 'commands', 'contract', 'domain', 'i18n'].map(
  (folder) => `shared/${folder}`,
);
const SEEN_BY_BROWSER = ['shared/domain', 'shared/contract', 'shared/i18n'];
const BROWSER_PACKAGES = [
  '@fluentui/*',
  '@microsoft/teams-js',
  '@tanstack/*',
  'i18next',
  'react',
  'react-dom',
  'react-i18next',
  'uuid',
  'wouter',
];
const BROWSER_WHY =
  'the tab runs in the browser, which sees shared/domain, shared/contract and shared/i18n only, and reaches everything else through the API';
const BUILD_PACKAGES = ['@vitejs/*', 'vite', 'node:*'];
const BUILD_WHY = 'a build needs Vite alone';

/** Who may import whom. A folder that is missing here may not hold code until it is added. */
export const AREAS: readonly Area[] = [
  {
    path: 'shared/domain',
    areas: [],
    packages: ['temporal-polyfill'],
    why: 'the domain is pure rules and imports only itself and temporal-polyfill, so that server, browser and tests run it alike',
  },
  {
    path: 'shared/contract',
    areas: ['shared/domain'],
    packages: ['zod'],
    why: 'the contract describes requests and replies with the domain and zod alone, so that both sides can read it',
  },
  {
    path: 'shared/store',
    areas: ['shared/domain'],
    packages: ['@azure/*', 'zod', 'node:*'],
    why: 'the store maps rows to the domain and knows nothing of those who use it',
  },
  {
    path: 'shared/catalogue',
    areas: ['shared/domain'],
    packages: ['zod', 'yaml', 'mdast', 'mdast-util-from-markdown', 'node:fs'],
    why: 'the catalogue is built-in text in the shape of the domain, read from its own files, nothing more',
  },
  {
    path: 'shared/i18n',
    areas: ['shared/domain'],
    packages: ['i18next', 'node:fs'],
    why: 'messages are looked up with i18next alone, in files of their own, so that tab, bot and cards share them',
  },
  {
    path: 'shared/graph',
    areas: ['shared/domain'],
    packages: ['zod'],
    why: 'graph tells who is in an organisation in words of the domain, so that another source can take its place',
  },
  {
    path: 'shared/identity',
    areas: ['shared/domain'],
    packages: ['jose', 'zod', 'node:crypto'],
    why: 'identity turns a token into a person of the domain and knows nothing of who asks',
  },
  {
    path: 'shared/telemetry',
    areas: [],
    packages: ['@opentelemetry/*', '@azure/monitor-opentelemetry-exporter'],
    why: 'telemetry counts what it is told and knows nothing of what it is about, so that nothing of it can leave',
  },
  {
    path: 'shared/commands',
    areas: ['shared'],
    packages: ['csv-parse', 'csv-stringify', 'fastest-levenshtein', 'zod', 'node:crypto'],
    why: 'a command loads, lets the domain decide and commits; both the tab API and the bot use it, so it knows neither of them nor any SDK',
  },
  {
    path: 'shared/program',
    areas: ['shared'],
    packages: ['pino', 'uuid', 'zod', 'node:*'],
    why: 'what every program is made of stands on shared alone, so that those who operate one need neither bot nor tab',
  },
  {
    path: 'bot/ports.ts',
    areas: ['shared'],
    packages: [],
    why: 'the ports say what the bot needs of Teams in words of the domain, so that no SDK shapes them',
  },
  {
    path: 'bot/chat-commands.ts',
    areas: ['shared', 'bot/ports.ts', 'bot/conversation'],
    packages: [],
    why: 'this file does what the conversation asks for by the shared commands, and nothing else',
  },
  {
    path: 'bot/conversation',
    areas: [...SEEN_BY_PURE_BOT, 'bot/ports.ts', 'bot/cards'],
    packages: ['fastest-levenshtein', 'temporal-polyfill', 'zod'],
    why: 'a conversation is pure: words in, a decision and a reply out, with no store and no Teams SDK behind it',
  },
  {
    path: 'bot/cards',
    areas: [...SEEN_BY_PURE_BOT, 'bot/ports.ts'],
    packages: [],
    why: 'a card is a pure function of the domain, with no store and no Teams SDK behind it',
  },
  {
    path: 'bot/delivery',
    areas: ['shared', 'bot/ports.ts', 'bot/cards'],
    packages: SERVER,
    why: 'delivery sends through the ports, so that it can be tried without Teams and outlives the SDK',
  },
  {
    path: 'bot/teams',
    areas: ['shared', 'bot'],
    packages: SERVER,
    why: 'the bot reaches the tab only through shared commands',
  },
  {
    path: 'tab/api',
    areas: ['shared'],
    packages: SERVER,
    why: 'the API reaches the bot only through shared commands, and the screens not at all',
  },
  {
    path: 'tab/app',
    areas: [...SEEN_BY_BROWSER, 'tab/features', 'tab/components', 'tab/lib'],
    // The texts, as the build gives them: tab/texts-plugin.ts.
    packages: [...BROWSER_PACKAGES, 'virtual:texts'],
    why: BROWSER_WHY,
  },
  {
    path: 'tab/features',
    areas: [...SEEN_BY_BROWSER, 'tab/components', 'tab/lib'],
    packages: BROWSER_PACKAGES,
    why: BROWSER_WHY,
  },
  {
    path: 'tab/components',
    areas: [...SEEN_BY_BROWSER, 'tab/lib'],
    packages: BROWSER_PACKAGES,
    why: 'components know no feature, so that every feature can use them',
  },
  { path: 'tab/lib', areas: SEEN_BY_BROWSER, packages: BROWSER_PACKAGES, why: BROWSER_WHY },
  {
    path: 'tab/vite.config.ts',
    areas: ['tab/ahead-plugin.ts', 'tab/texts-plugin.ts'],
    packages: BUILD_PACKAGES,
    why: BUILD_WHY,
  },
  { path: 'tab/ahead-plugin.ts', areas: [], packages: BUILD_PACKAGES, why: BUILD_WHY },
  {
    path: 'tab/texts-plugin.ts',
    areas: ['shared/domain', 'shared/i18n'],
    packages: BUILD_PACKAGES,
    why: 'what the build makes of the texts follows from the texts and the list of languages alone',
  },
  { path: 'infra/local/page/vite.config.ts', areas: [], packages: BUILD_PACKAGES, why: BUILD_WHY },
  {
    path: 'infra/local/page',
    areas: SEEN_BY_BROWSER,
    typesOf: ['infra/local'],
    packages: ['@fluentui/*', 'adaptivecards', 'i18next'],
    why: 'the page of the local Teams runs in the browser and reaches the rest over HTTP',
  },
  {
    path: 'infra/audit',
    areas: ['shared/domain'],
    packages: ['zod', 'node:*'],
    why: 'what auditors run is the rules of the product and nothing that could bend them',
  },
  {
    path: 'infra/data-map',
    areas: ['shared/domain', 'shared/store'],
    packages: ['zod', 'oxfmt', 'node:*'],
    why: 'the data map says what is stored, from the schemas of the store and the rules of the domain alone',
  },
  {
    path: 'infra/operate',
    areas: ['shared'],
    packages: ['@azure/identity', 'zod', 'node:*'],
    why: 'who operates an installation works on its storage by the stores and commands of the product',
  },
  {
    path: 'infra/package',
    areas: [],
    packages: ['ajv', 'fflate', 'playwright-core', 'yaml', 'zod', 'node:*'],
    why: 'what is handed to Teams and Azure is put together from files, without running any of the product',
  },
  {
    path: 'infra/costs',
    areas: [],
    packages: ['node:*'],
    why: 'an estimate is arithmetic over figures that stand beside it',
  },
  {
    path: 'infra/artefact',
    areas: [],
    packages: ['@griffel/vite-plugin', 'rolldown', 'vite', 'zod', 'node:*'],
    why: 'the artefact is built from files, and no part of the product need run for it',
  },
  {
    path: 'infra/local',
    areas: ['main.ts', 'shared', 'bot', 'tab'],
    packages: SERVER,
    why: 'the local root stands on the product and never on its tests',
  },
  {
    path: 'main.ts',
    areas: ['shared', 'bot', 'tab/api'],
    packages: SERVER,
    why: 'the production root knows every server part, and the production artefact holds neither infra/local nor tests',
  },
  { path: 'tests', areas: ['main.ts', 'shared', 'bot', 'tab', 'infra'], packages: SERVER, why: '' },
  {
    path: 'vitest.config.ts',
    areas: ['tests/support', 'tab/texts-plugin.ts'],
    packages: SERVER,
    why: 'the configuration of the tests needs their support and what the tab is built with',
  },
];

/** Packages with a home of their own; tests may use them anywhere. */
export const HOMES: readonly Home[] = [
  {
    packages: ['botbuilder*', 'botframework*', '@microsoft/teams-ai'],
    paths: ['bot/teams'],
    why: 'only bot/teams knows the Teams SDK, so that its successor is the work of one folder',
  },
  {
    packages: ['@microsoft/teams-js'],
    paths: ['tab/app', 'tab/lib'],
    why: 'only tab/app and tab/lib know the Teams client, so that screens can be tried without Teams',
  },
  {
    packages: ['@azure/*'],
    paths: ['shared/store', 'shared/telemetry', 'main.ts', 'infra/local', 'infra/operate'],
    why: 'only shared/store speaks to Azure; everybody else uses its interfaces',
  },
  {
    packages: ['@fluentui/*', 'react', 'react-dom', 'react-i18next', '@tanstack/*', 'wouter'],
    paths: ['tab/app', 'tab/features', 'tab/components', 'tab/lib', 'infra/local/page'],
    why: 'only the screens of the tab are drawn with React',
  },
];
