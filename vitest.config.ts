import { playwright } from '@vitest/browser-playwright';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { texts } from './tab/texts-plugin.ts';
import { CHROMIUM_FLAGS, lookForChromium } from './tests/support/find-chromium.ts';

const chromium = lookForChromium();

export default defineConfig({
  test: {
    reporters: process.env['VITEST_REPORT'] ? ['default', 'json'] : ['default'],
    // `npm test` names the file and reads the counts from it.
    outputFile: { json: process.env['VITEST_REPORT'] ?? '' },
    projects: [
      {
        test: {
          name: 'unit',
          // With the pages, before the stories: programs of their own would wait for both on a small machine.
          sequence: { groupOrder: 0 },
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/bench/**', 'tests/crash/**'],
          // Half of the time these tests wait for Azurite, which works beside them.
          maxWorkers: '100%',
          // No file leaves anything behind that another one meets; importing everything anew took half of the time.
          isolate: false,
          globalSetup: ['tests/support/azurite-setup.ts'],
          setupFiles: ['tests/support/strict-console.ts'],
          restoreMocks: true,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react(), texts()],
        test: {
          name: 'components',
          sequence: { groupOrder: 0 },
          maxWorkers: '100%',
          // Each test opens a tab of its own; fetching all of its modules anew for each file took half of the time.
          isolate: false,
          include: ['tests/tab/**/*.test.tsx'],
          setupFiles: [
            'tests/tab/support/react-without-notes.ts',
            'tests/support/strict-console.ts',
            'tests/tab/support/fresh-page.ts',
          ],
          restoreMocks: true,
          testTimeout: 20_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              // Nobody waits for an animation; the stories run with them.
              contextOptions: { reducedMotion: 'reduce' },
              launchOptions: {
                args: [...CHROMIUM_FLAGS],
                ...(chromium === undefined ? {} : { executablePath: chromium }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'stories',
          sequence: { groupOrder: 1 },
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          // One alone keeps two cores busy for two thirds of its time.
          maxWorkers: 2,
          // They leave nothing behind but what they end; reading Playwright anew for each took a second and more.
          isolate: false,
          globalSetup: ['tests/support/demo-data-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
