import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { texts } from './texts-plugin.ts';

/** The tab as static files in `dist/tab`, served under `/tab/`; the server sends `index.html` for every page. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/tab/',
  publicDir: false,
  plugins: [react(), texts()],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    // Names every file with its hash, for what serves them precompressed and forever.
    manifest: true,
    target: 'esnext',
    rolldownOptions: {
      output: {
        // What the entry stands on comes in one file, not in one for each set of pages that share a part of it: sixty files
        // queue for six connections. The entry itself stays outside: it waits for what imports of it.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], test: /^(?!.*\/(?:index\.html|main\.tsx?))/ },
          ],
        },
      },
    },
    // Pages are small; a list of preloads in the entry would cost more than it gives.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, dependencies, { hostType }) =>
        hostType === 'html' ? dependencies : [],
    },
    reportCompressedSize: true,
  },
});
