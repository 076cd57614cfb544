import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The local Teams page, built to `dist/local`. Its files lie in a folder of their own beside the tab's. */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  build: {
    outDir: here('../../../dist/local'),
    emptyOutDir: true,
    assetsDir: 'local-page',
    target: 'es2024',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // Fluent marks its components for React servers; here only its themes are used.
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
