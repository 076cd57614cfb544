import type { Plugin, Rolldown } from 'vite';

/** What tells V8 to compile all of a file beside the page, and not function by function once it runs. */
const COMPILE_ALL = '//# allFunctionsCalledOnLoad\n';

/**
 * The same code in ASCII alone, which is kept in one byte a character: a single dash makes it two for all of a file, and reading
 * it slower. What is no ASCII stands in strings and patterns.
 */
function asciiOnly(code: string): string {
  return code.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What the bundler calls the chunk of its own helpers. */
const HELPERS = 'rolldown-runtime';
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*"\.\/([^"]*)";?/g;
const EXPORT = /export\s*\{([^}]*)\};?\s*$/;

/** `a as b,c` of an import or export, as pairs. */
function pairs(list: string): readonly (readonly [name: string, as: string])[] {
  return list.split(',').map((one) => {
    const [name = '', as = name] = one.trim().split(' as ');
    return [name, as];
  });
}

/**
 * The chunk with what it imports of the bundler's own helpers written into it: they are a few hundred characters, and would be one
 * more file to wait for.
 */
function withHelpers(code: string, helpers: Rolldown.OutputChunk | undefined): string {
  return code.replaceAll(IMPORT, (whole, imported: string, file: string) => {
    if (helpers === undefined || `assets/${file}` !== helpers.fileName) return whole;
    const [exported, list] = EXPORT.exec(helpers.code) ?? [];
    if (exported === undefined || list === undefined)
      throw new Error(`${file} does not end with what it exports.`);
    const given = pairs(list).map(([name, as]) => `${as}:${name}`);
    const taken = pairs(imported).map(([name, as]) => `${name}:${as}`);
    const body = helpers.code.slice(0, helpers.code.length - exported.length);
    return `const{${taken.join()}}=(()=>{${body}return{${given.join()}}})();`;
  });
}

/**
 * Has the browser fetch the chunk of this name, with what it imports, and compile all of it, while the entry runs that will import
 * it (ADR 42).
 */
export function ahead(name: string): Plugin {
  return {
    name: 'ahead',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle).filter((file) => file.type === 'chunk');
        const helpers = files.find((file) => file.name === HELPERS);
        for (const file of files) {
          if (file.name === name)
            file.code = COMPILE_ALL + asciiOnly(withHelpers(file.code, helpers));
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const files = Object.values(bundle).filter((file) => file.type === 'chunk');
        const chunk = files.find((file) => file.name === name);
        const waitsFor = new Set([chunk?.fileName, ...(chunk?.imports ?? [])]);
        return files
          .filter((file) => waitsFor.has(file.fileName) && !file.isEntry && file.name !== HELPERS)
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/tab/${fileName}` },
            injectTo: 'head',
          }));
      },
    },
  };
}
