import { tableText } from '../bench/figures.ts';
import type { SideBySideFigures } from './side-by-side.ts';

/** What a crash test counted. */
export interface CrashFigures {
  readonly people: number;
  readonly kills: number;
  /** From the first message to the last. */
  readonly seconds: number;
  readonly aSecond: number;
  readonly missing: number;
  /** Messages beyond the first of each person. */
  readonly doubled: number;
  /** Accepted messages that no ledger knew yet when their program, or another, was killed. */
  readonly inFlightAtKills: number;
  /** Messages that stand in a chat although no program was told. */
  readonly unheard: number;
  /** Rows of the ledger by their last state. */
  readonly ledger: Readonly<Record<string, number>>;
  /** Messages that an admin had tried again. */
  readonly triedAgain: number;
}

/** The share of the cap below which the rate may not fall. */
const LEAST_A_SECOND = 25;

/** Every promise that the figures break, as sentences. */
export function brokenPromises(name: string, figures: CrashFigures): readonly string[] {
  const { missing, doubled, inFlightAtKills, unheard, ledger, aSecond } = figures;
  return [
    ...(missing === 0 ? [] : [`${name}: ${missing} people are without their message`]),
    ...(doubled <= inFlightAtKills + unheard
      ? []
      : [`${name}: ${doubled} doubled messages, more than ${inFlightAtKills} + ${unheard}`]),
    ...((ledger['sending'] ?? 0) === 0 ? [] : [`${name}: rows of the ledger are stuck in sending`]),
    ...(aSecond > LEAST_A_SECOND
      ? []
      : [`${name}: ${aSecond.toFixed(1)} a second, not above half the cap`]),
  ];
}

/** The figures as a table. */
export function crashTable(figures: CrashFigures | SideBySideFigures): string {
  const { ledger, ...numbers } = figures;
  const lines = Object.entries(numbers).map(([name, value]) => [
    name,
    Number.isInteger(value) ? String(value) : value.toFixed(1),
  ]);
  return tableText([
    ...lines,
    ...Object.entries(ledger).map(([state, count]) => [`ledger: ${state}`, String(count)]),
  ]);
}

/** What goes wrong in Teams, as shares of the requests. */
export const FAULT_RATES = {
  '429': 0.05,
  '502': 0.015,
  '504': 0.015,
  'lost-before': 0.01,
  'lost-after': 0.01,
  '412': 0.01,
} as const;
