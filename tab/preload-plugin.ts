import type { Plugin } from 'vite';

/** Has the browser fetch and compile the chunk of this name, and what it imports, while the entry runs that will import it. */
export function preloadOf(name: string): Plugin {
  return {
    name: 'preload-of',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunk = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.name === name,
        );
        if (chunk?.type !== 'chunk') return [];
        const there = (file: string) => bundle[file]?.type === 'chunk' && !bundle[file].isEntry;
        return [chunk.fileName, ...chunk.imports].filter(there).map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/tab/${file}` },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}
