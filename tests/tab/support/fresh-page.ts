import { beforeAll } from 'vitest';
import { page } from 'vitest/browser';

// All files share one page, for speed: each begins with a window as it would be alone, wherever the one before ended.

const WIDTH = 414;
const HEIGHT = 896;

beforeAll(async () => {
  await page.viewport(WIDTH, HEIGHT);
  window.scrollTo(0, 0);
  window.sessionStorage.clear();
  window.localStorage.clear();
});
