import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

// `node infra/package/draw-icons.ts [CHROMIUM]`: the icons of the app as PNG, from the SVG beside them.

const ICONS = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
] as const;

const folder = path.resolve(import.meta.dirname, '../../appPackage');
const [, , executablePath = '/usr/bin/chromium'] = process.argv;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const { name, size } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const drawing = readFileSync(path.join(folder, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
    await page.screenshot({ path: path.join(folder, `${name}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
}
