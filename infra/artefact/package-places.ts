import path from 'node:path';

/** A package where npm installs it: below the root, or below a package that needs a version of its own. */
const PLACE = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/;

/** The package that a specifier names: `@azure/identity` of `@azure/identity/x`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Whether a module, named by its path as bundlers name it, is of a package. */
export function isOfPackage(id: string): boolean {
  return id.includes('/node_modules/');
}

/** The folder of the package that a module is of, as a path from the root: `node_modules/fastify`; undefined for a source. */
export function placeOf(root: string, id: string): string | undefined {
  // Bundlers mark what they made of a file by a zero before its path.
  const file = path.relative(root, id.replaceAll('\0', ''));
  return PLACE.exec(file)?.[0].slice(0, -1);
}
