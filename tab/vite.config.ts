import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ahead } from './ahead-plugin.ts';
import { texts } from './texts-plugin.ts';

/** The tab as static files in `dist/tab`, served under `/tab/`; the server sends `index.html` for every page. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/tab/',
  publicDir: false,
  plugins: [react(), texts(), ahead('draw')],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    // Names every file with its hash, for what serves them precompressed and forever.
    manifest: true,
    target: 'esnext',
    rolldownOptions: {
      output: {
        // What meets Teams comes in one file, what draws the first page in another, not in one for each set of pages that share
        // a part of it: sixty files queue for six connections.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'draw', test: /\/tab\/app\/draw\.tsx$/, priority: 1 },
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
