import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { ApiProblem } from '../../../tab/lib/api-client.ts';
import { askAgain } from '../../../tab/lib/ask-again.ts';
import { HOME_KEY } from '../../../tab/lib/home-query.ts';

function problemOf(code: ProblemCode, status: number): ApiProblem {
  return new ApiProblem({ type: '', title: code, status, detail: '', code });
}

/** A tab with home and one page open, whose loads can be told to fail. */
function openTab() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const problems = new Map<'home' | 'page', ApiProblem>();
  const asked = { home: 0, page: 0 };
  const open = (name: 'home' | 'page', queryKey: readonly string[]) => {
    const observer = new QueryObserver(queries, {
      queryKey,
      queryFn: () => {
        asked[name] += 1;
        const problem = problems.get(name);
        if (problem !== undefined) throw problem;
        return name;
      },
    });
    onTestFinished(observer.subscribe(() => {}));
    return observer;
  };
  return {
    queries,
    problems,
    asked,
    openHome: () => open('home', HOME_KEY),
    openPage: () => open('page', ['page']),
  };
}

function visible(visibilityState: 'hidden' | 'visible'): void {
  vi.stubGlobal('document', { visibilityState });
  onTestFinished(() => void vi.unstubAllGlobals());
}

test('a page that Alongside was too busy for comes by itself, once home comes', async () => {
  visible('visible');
  const tab = openTab();
  const home = tab.openHome();
  await expect.poll(() => home.getCurrentResult().status).toBe('success');
  tab.problems.set('home', problemOf('busy', 503)).set('page', problemOf('busy', 503));
  const page = tab.openPage();
  await expect.poll(() => page.getCurrentResult().status).toBe('error');
  onTestFinished(askAgain(tab.queries, 5));
  await expect.poll(() => tab.asked.home).toBeGreaterThan(2);
  expect(tab.asked.page).toBe(1);
  tab.problems.clear();
  await expect.poll(() => page.getCurrentResult().data).toBe('page');
});

test.each([
  ['refused', 'visible', problemOf('not-found', 404)],
  ['busy while nobody looks', 'hidden', problemOf('busy', 503)],
] as const)('what is %s is not asked for again', async (_name, visibility, problem) => {
  visible(visibility);
  const tab = openTab();
  const home = tab.openHome();
  await expect.poll(() => home.getCurrentResult().status).toBe('success');
  tab.problems.set('page', problem);
  const page = tab.openPage();
  await expect.poll(() => page.getCurrentResult().status).toBe('error');
  onTestFinished(askAgain(tab.queries, 1));
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  expect(tab.asked).toEqual({ home: 1, page: 1 });
});
