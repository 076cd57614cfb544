import { useState } from 'react';
import type { DueView } from '../../../shared/contract/home.ts';
import type { CheckInBody } from '../../../shared/contract/pledges.ts';
import type { Answer } from '../../../shared/domain/check-in.ts';
import { clearDraft } from '../../lib/drafts.ts';
import { isDecided } from '../../lib/problem-words.ts';
import { useSaveCheckIn, type SavedCheckIn } from '../../lib/save-check-in.ts';

/** The answer given last: it stands at once, and is saved a moment later. */
export interface LastAnswer {
  readonly question: DueView;
  readonly answer: Answer;
  /** Absent while it is being saved. */
  readonly saved?: SavedCheckIn;
}

/** An answer that could not be saved; the note is still in its draft. */
export interface FailedAnswer {
  readonly question: DueView;
  readonly answer: Answer;
  readonly error: unknown;
  /** Sending the same again may help. */
  readonly mayRetry: boolean;
}

/** The questions that wait, and what became of the last answer. */
export interface Answering {
  /** The question to show now, if any; where `changing`, it is the last one again. */
  readonly current: DueView | undefined;
  readonly changing: boolean;
  /** How many wait, `current` among them. */
  readonly waiting: number;
  readonly last: LastAnswer | undefined;
  readonly failed: FailedAnswer | undefined;
  /** `note` absent keeps the note as it is; an empty one deletes it. */
  answer(question: DueView, answer: Answer, note?: string): void;
  change(): void;
  keep(): void;
}

/** The name of the draft in which the note on a question is kept until it is saved. */
export function noteDraft({ pledgeId, date }: Pick<DueView, 'pledgeId' | 'date'>): string {
  return `note.${pledgeId}.${date}`;
}

/**
 * Answers to the questions that are due, one at a time. An answer counts as given at once and the next
 * question comes; where saving fails, its question comes back with what happened.
 */
export function useAnswering(due: readonly DueView[]): Answering {
  const save = useSaveCheckIn();
  // Answered on this page, saved or on the way: home may still list them for a moment.
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<LastAnswer | undefined>();
  const [changing, setChanging] = useState(false);
  const [failed, setFailed] = useState<FailedAnswer | undefined>();

  const open = due.filter((question) => !given.has(noteDraft(question)));
  const returned = open.find((question) => isSame(question, failed?.question));
  const current = changing && last !== undefined ? last.question : (returned ?? open[0]);

  async function send(question: DueView, answer: Answer, body: CheckInBody): Promise<void> {
    const isChange = body.revision !== null;
    const before = last;
    setGiven((keys) => new Set([...keys, noteDraft(question)]));
    setLast({ question, answer });
    setChanging(false);
    setFailed(undefined);
    try {
      const saved = await save.mutateAsync({ ...question, body });
      clearDraft(noteDraft(question));
      setLast((now) => (isSame(now?.question, question) ? { question, answer, saved } : now));
    } catch (error) {
      const mayRetry = !isDecided(error);
      setFailed({ question, answer, error, mayRetry });
      if (isChange) {
        setLast(before);
        setChanging(mayRetry);
      } else {
        setLast((now) => (isSame(now?.question, question) ? undefined : now));
        setGiven((keys) => new Set([...keys].filter((key) => key !== noteDraft(question))));
      }
    }
  }

  return {
    current,
    changing: changing && last !== undefined,
    waiting: open.length,
    last,
    failed,
    answer(question, answer, note) {
      const revision = changing && last?.saved ? last.saved.checkIn.revision : null;
      void send(question, answer, { answer, revision, ...(note === undefined ? {} : { note }) });
    },
    change() {
      setFailed(undefined);
      setChanging(true);
    },
    keep() {
      if (last) clearDraft(noteDraft(last.question));
      setFailed(undefined);
      setChanging(false);
    },
  };
}

function isSame(one: DueView | undefined, other: DueView | undefined): boolean {
  return one !== undefined && one.pledgeId === other?.pledgeId && one.date === other.date;
}
