import { builtinModules } from 'node:module';
import path from 'node:path';
import { AREAS, type Area, HOMES } from './areas.ts';
import { childOf, type LintRule, type SyntaxNode } from './lint-rule.ts';

/**
 * Why a file may not import something, as one sentence; `undefined` when it may.
 * @param importer path of the importing file from the repository's root, with `/`
 * @param specifier the text between the quotes of the import
 * @param isTypeOnly whether nothing of the import is left when the types are stripped
 */
function refusal(importer: string, specifier: string, isTypeOnly: boolean): string | undefined {
  const says = (why: string, what = specifier): string =>
    `${importer} may not import ${what}: ${why}.`;
  const area = areaOf(importer);
  if (area === undefined) {
    return says(
      'this folder has no import directions yet, add it to tests/support/lint/areas.ts first',
    );
  }
  if (!specifier.startsWith('.')) return packageRefusal(importer, area, specifier, says);

  const imported = path.posix.join(path.posix.dirname(importer), specifier);
  if (imported.startsWith('..')) return says('it lies outside the repository', imported);
  const feature = featureOf(importer);
  const importedFeature = featureOf(imported);
  if (feature && importedFeature && feature !== importedFeature) {
    return says(
      'features do not know each other; what two of them need belongs in tab/components or tab/lib',
      imported,
    );
  }
  const importedArea = areaOf(imported);
  const allowedPaths = [...area.areas, ...(isTypeOnly ? (area.typesOf ?? []) : [])];
  const isAllowed =
    importedArea === area || allowedPaths.some((allowed) => isWithin(imported, allowed));
  return isAllowed ? undefined : says(area.why, imported);
}

/** The lint rule that reports every `refusal`. */
export const importDirection: LintRule = {
  create(context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node: SyntaxNode): void => {
      const source = childOf(node, 'source');
      const specifier = source?.['value'];
      if (source === undefined || typeof specifier !== 'string') return;
      const isTypeOnly =
        node.type === 'TSImportType' ||
        node['importKind'] === 'type' ||
        node['exportKind'] === 'type';
      const message = refusal(importer, specifier, isTypeOnly);
      if (message !== undefined) context.report({ message, node: source });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

function packageRefusal(
  importer: string,
  area: Area,
  specifier: string,
  says: (why: string, what?: string) => string,
): string | undefined {
  const name = packageOf(specifier);
  if (!isWithin(importer, 'tests')) {
    const home = HOMES.find((candidate) => candidate.packages.some((each) => matches(name, each)));
    if (home && !home.paths.some((homePath) => isWithin(importer, homePath))) return says(home.why);
  }
  return area.packages.some((each) => matches(name, each)) ? undefined : says(area.why);
}

function areaOf(file: string): Area | undefined {
  return AREAS.filter((area) => isWithin(file, area.path)).toSorted(
    (one, other) => other.path.length - one.path.length,
  )[0];
}

function featureOf(file: string): string | undefined {
  return /^tab\/features\/([^/]+)\//.exec(file)?.[1];
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/** `@azure/data-tables/x` → `@azure/data-tables`; `fs/promises` and `node:fs/promises` → `node:fs/promises`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  if (builtinModules.includes(specifier)) return `node:${specifier}`;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
