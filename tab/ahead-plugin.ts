import type { Plugin } from 'vite';

/** What tells V8 to compile all of a file beside the page, and not function by function once it runs. */
const COMPILE_ALL = '//# allFunctionsCalledOnLoad\n';

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
          if (file.type === 'chunk' && file.name === name) file.code = COMPILE_ALL + file.code;
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
