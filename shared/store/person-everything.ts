import type { ZodType } from 'zod';
import type { CheckIn } from '../domain/check-in.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { LearntLesson } from '../domain/lesson.ts';
import type { Person, PersonKey } from '../domain/person.ts';
import type { Pledge } from '../domain/pledge.ts';
import { CURRENT_RANGE } from './person-keys.ts';
import { BrokenProfile, toLoadedPerson } from './person-mapping.ts';
import {
  CheckInRow,
  DeliveryRow,
  JournalEntryRow,
  LearntLessonRow,
  PledgeRow,
} from './person-rows.ts';
import { type BrokenRowReporter, decodeRow, kindOfRow } from './row-codec.ts';
import type { StoredRow } from './tables.ts';

/** All that a person's own partition holds, current and past. */
export interface WholePerson {
  /** Undefined where nothing is kept, or where the profile cannot be read. */
  readonly person: Person | undefined;
  readonly pastPledges: readonly Pledge[];
  /** Answers that stand in the past; the last of a pledge in hand stand beside it as well. */
  readonly checkIns: readonly CheckIn[];
  readonly pastDeliveries: readonly Delivery[];
  readonly lessons: readonly LearntLesson[];
  /** The newest first. */
  readonly journal: readonly JournalEntry[];
}

/** What every row of a partition says. Broken and unknown rows are reported and left out; nothing is thrown for them. */
export function toWholePerson(
  key: PersonKey,
  rows: readonly StoredRow[],
  report: BrokenRowReporter,
): WholePerson {
  const isCurrent = ({ rowKey }: StoredRow) => rowKey < CURRENT_RANGE.before;
  const current = rows.filter(isCurrent);
  const past = Map.groupBy(
    rows.filter((row) => !isCurrent(row)),
    ({ rowKey }) => kindOfRow(rowKey),
  );
  function ofKind<Value>(kind: string, schema: ZodType<Value>): readonly Value[] {
    return (past.get(kind) ?? []).flatMap((row) => {
      const value = decodeRow(schema, row, 'People', report);
      return value === undefined ? [] : [value];
    });
  }
  return {
    person: current.length === 0 ? undefined : readCurrent(key, current, report),
    pastPledges: ofKind('p_pledge', PledgeRow),
    checkIns: ofKind('p_checkin', CheckInRow),
    pastDeliveries: ofKind('p_delivery', DeliveryRow),
    lessons: ofKind('p_lesson', LearntLessonRow),
    journal: ofKind('p_journal', JournalEntryRow),
  };
}

function readCurrent(
  key: PersonKey,
  rows: readonly StoredRow[],
  report: BrokenRowReporter,
): Person | undefined {
  try {
    return toLoadedPerson(key, rows, report).person;
  } catch (error) {
    if (error instanceof BrokenProfile) return undefined;
    throw error;
  }
}
