import type { Plugin } from 'vite';

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
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && file.name === name)
            file.code = COMPILE_ALL + asciiOnly(file.code);
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
          .filter((file) => waitsFor.has(file.fileName) && !file.isEntry)
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/tab/${fileName}` },
            injectTo: 'head',
          }));
      },
    },
  };
}
