import { tableText } from '../bench/figures.ts';
import type { CourseFigures } from './course.ts';
import { FAULT_KINDS } from './faulty-storage.ts';

/** The share of requests to storage that fails. */
export const FAULT_SHARE = 0.1;

function sumOf(counted: ReadonlyMap<string, number>): number {
  return [...counted.values()].reduce((sum, one) => sum + one, 0);
}

/** The counts of a course, for a program to read. */
export function countsOf(figures: CourseFigures) {
  const { requests, storage, acts } = figures;
  const injected = FAULT_KINDS.reduce((sum, kind) => sum + storage.injected[kind], 0);
  return {
    requests: {
      ok: requests.ok,
      busy: requests.busy,
      tooSlow: requests.tooSlow,
      refused: sumOf(requests.refused),
      unexpected: sumOf(requests.unexpected),
      raw: requests.raw.length,
    },
    storage: { passed: storage.passed, injected, byKind: storage.injected, away: storage.away },
    restarts: figures.restarts,
    acts: {
      acknowledged: sumOf(acts.acknowledged),
      refused: sumOf(acts.refused),
      unanswered: sumOf(acts.unanswered),
    },
    lost: figures.lost.length,
    halfDone: figures.halfDone.length,
    findings: figures.findings.length,
    notBack: figures.notBack,
    died: figures.hasDied ? 1 : 0,
  };
}

/** Every promise that the figures break, as sentences. */
export function brokenPromises(figures: CourseFigures): readonly string[] {
  const { requests, lost, halfDone, findings, notBack, hasDied, spoken, logged } = figures;
  return [
    ...lost.map((sentence) => `lost: ${sentence}`),
    ...halfDone.map((sentence) => `half done: ${sentence}`),
    ...findings.map(({ kind, where }) => `found in storage: ${kind} at ${where}`),
    ...requests.raw.map((sentence) => `no answer of ours: ${sentence}`),
    ...[...requests.unexpected].map(([asked, times]) => `unexpected, ${times} times: ${asked}`),
    ...(notBack === 0 ? [] : [`${notBack} people were not let in again`]),
    ...(hasDied ? [`the program died:\n${spoken.join('\n')}`] : []),
    ...((logged.get('row.broken') ?? 0) === 0 ? [] : ['rows could not be read']),
  ];
}

/** What a course did not try, as sentences: its promises say nothing about that. */
export function untried({ storage, acts }: CourseFigures): readonly string[] {
  const missing = FAULT_KINDS.filter((kind) => storage.injected[kind] === 0);
  return [
    ...missing.map((kind) => `no fault of the kind ${kind} was tried`),
    ...(sumOf(acts.acknowledged) > 0 ? [] : ['nobody did anything']),
  ];
}

/** The figures as a table. */
export function figuresTable(figures: CourseFigures): string {
  const { requests, storage, acts, logged } = figures;
  const counts = countsOf(figures);
  const lines = (title: string, counted: Iterable<readonly [string, number]>) =>
    [...counted].map(([name, count]) => [`${title}: ${name}`, String(count)]);
  const { ok, busy, tooSlow, unexpected, raw } = counts.requests;
  return tableText([
    ...lines('requests', Object.entries({ ok, busy, 'too slow': tooSlow, unexpected, raw })),
    ...lines('requests refused', requests.refused),
    ['storage: passed', String(storage.passed)],
    ...lines('storage', Object.entries(storage.injected)),
    ['storage: away', String(storage.away)],
    ['restarts', String(figures.restarts)],
    ...lines('acknowledged', acts.acknowledged),
    ...lines('refused', acts.refused),
    ...lines('unanswered', acts.unanswered),
    ...lines('logged', logged),
    ...(['lost', 'halfDone', 'findings', 'notBack'] as const).map((name) => [
      name === 'halfDone' ? 'half done' : name === 'notBack' ? 'not back' : name,
      String(counts[name]),
    ]),
  ]);
}
