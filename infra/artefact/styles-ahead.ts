import { createRequire } from 'node:module';
import griffel from '@griffel/vite-plugin';
import type { Plugin } from 'vite';

/**
 * Works Fluent's `makeStyles` of the tab out while it is built, so that no browser has to: Griffel's own plugin, which takes ten
 * seconds and is meant for production (ADR 42).
 */
export function stylesAhead(): Plugin {
  const { resolve } = createRequire(import.meta.url);
  // Its types describe another file than the one that is imported.
  const plugin = griffel as unknown as typeof griffel.default;
  return plugin({
    include: ['**/*.tsx', '**/*-styles.ts'],
    babelOptions: {
      presets: [
        resolve('@babel/preset-typescript'),
        [resolve('@babel/preset-react'), { runtime: 'automatic' }],
      ],
    },
  });
}
