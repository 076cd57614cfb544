import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** The repository. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** One file of Bicep, as its grammar reads it. There is no compiler here: types and API versions are not checked. */
export interface BicepFile {
  /** From `infra/`. */
  readonly name: string;
  readonly text: string;
  /** Where the grammar did not understand it: `line: text`. */
  readonly faults: readonly string[];
  readonly params: readonly Declared[];
  readonly variables: readonly Declared[];
  readonly resources: readonly (Declared & {
    readonly type: string;
    readonly apiVersion: string;
  })[];
  readonly modules: readonly (Declared & {
    readonly path: string;
    readonly params: readonly string[];
  })[];
  readonly outputs: readonly Declared[];
  /** Names that are used where a value stands, with how often. */
  readonly used: ReadonlyMap<string, number>;
  /** `outputs` that are asked of a module: its name here, and theirs. */
  readonly askedOutputs: readonly (readonly [module: string, output: string])[];
}

/** Something that a file declares. */
export interface Declared {
  readonly name: string;
  /** Its whole text, decorators included. */
  readonly text: string;
  readonly hasDefault: boolean;
}

const require = createRequire(import.meta.url);

/** Reads `infra/azure.bicep` and its modules. */
export async function readBicep(): Promise<readonly BicepFile[]> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')),
  );
  const folder = path.join(ROOT, 'infra');
  const names = [
    'azure.bicep',
    ...readdirSync(path.join(folder, 'modules')).map((name) => `modules/${name}`),
  ];
  return names.map((name) => readFile(name, readFileSync(path.join(folder, name), 'utf8'), parser));
}

/** Where the grammar does not understand a text. */
export async function faultsOf(text: string): Promise<readonly string[]> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')),
  );
  return readFile('text', text, parser).faults;
}

function readFile(name: string, text: string, parser: Parser): BicepFile {
  const tree = parser.parse(text);
  if (tree === null) throw new Error(`${name} cannot be read`);
  const root = tree.rootNode;
  const all = [...walk(root)];
  const of = (type: string) => all.filter((node) => node.type === type);
  return {
    name,
    text,
    // What is missing may be a brace, which is no named node.
    faults: [...walk(root, (node) => node.children)]
      .filter((node) => node.isError || node.isMissing)
      .map((node) => `${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`),
    params: of('parameter_declaration').map(declared),
    variables: of('variable_declaration').map(declared),
    outputs: of('output_declaration').map(declared),
    resources: of('resource_declaration').map((node) => {
      const [type = '', apiVersion = ''] = stringIn(node).split('@');
      return { ...declared(node), type, apiVersion };
    }),
    modules: of('module_declaration').map((node) => ({
      ...declared(node),
      path: stringIn(node),
      params: paramsOf(node),
    })),
    used: usedNames(all),
    askedOutputs: of('member_expression').flatMap((node) => {
      const parts = /^(\w+)!?\.outputs\.(\w+)$/.exec(node.text);
      return parts?.[1] === undefined || parts[2] === undefined
        ? []
        : [[parts[1], parts[2]] as const];
    }),
  };
}

function* walk(
  node: Node,
  childrenOf = (parent: Node): readonly (Node | null)[] => parent.namedChildren,
): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) if (child !== null) yield* walk(child, childrenOf);
}

function declared(node: Node): Declared {
  const before = node.previousNamedSibling;
  const decorators = before?.type === 'decorators' ? `${before.text}\n` : '';
  return {
    name: node.namedChildren.find((child) => child?.type === 'identifier')?.text ?? '',
    text: decorators + node.text,
    hasDefault: /^param \w+ \w+ =/.test(node.text),
  };
}

function stringIn(node: Node): string {
  const string = node.namedChildren.find((child) => child?.type === 'string');
  return (string?.text ?? '').slice(1, -1);
}

/** The names under `params:` of a module. */
function paramsOf(node: Node): readonly string[] {
  const property = [...walk(node)].find(
    (child) => child.type === 'object_property' && child.namedChildren[0]?.text === 'params',
  );
  const [, object] = property?.namedChildren ?? [];
  return (object?.namedChildren ?? [])
    .filter((child) => child?.type === 'object_property')
    .map((child) => child?.namedChildren[0]?.text ?? '');
}

function usedNames(all: readonly Node[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of all) {
    if (node.type !== 'identifier' || isName(node)) continue;
    counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  }
  return counts;
}

/** Whether this identifier names something, and is no value: what is declared, or a key of an object. */
function isName(node: Node): boolean {
  const { parent } = node;
  if (parent === null) return false;
  const isFirst = parent.namedChildren[0]?.equals(node) === true;
  return isFirst && (parent.type.endsWith('_declaration') || parent.type === 'object_property');
}
