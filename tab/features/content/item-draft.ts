import type { AskWordsBody, LessonWordsBody } from '../../../shared/contract/content.ts';
import type { LessonLanguage } from '../../../shared/domain/lesson-languages.ts';
import type { ItemKind } from '../../../shared/domain/erg-content.ts';
import type { ItemWords } from './item-calls.ts';

/** An ask while it is written: both forms side by side, lists as lines; the kind of pledge follows from the pillar. */
export interface AskDraft {
  readonly kind: 'ask';
  readonly title: string;
  readonly why: string;
  readonly question: string;
  readonly pillar: AskWordsBody['pillar'];
  readonly cadence: AskWordsBody['cadence'];
  /** The action or the goal. */
  readonly behaviour: string;
  /** The cues or the phrases, one a line. */
  readonly lines: string;
  readonly selfTalk: string;
}

/** A lesson while it is written. */
export interface LessonDraft extends Omit<
  LessonWordsBody,
  'link' | 'minutes' | 'aids' | 'language' | 'observanceId'
> {
  readonly kind: 'lesson';
  readonly link: string;
  readonly minutes: string;
  readonly aids: readonly LessonWordsBody['aids'][number][];
  /** Empty: not said. */
  readonly language: LessonLanguage | '';
  /** Empty: none. */
  readonly observanceId: string;
}

/** An event while it is written. */
export interface EventDraft {
  readonly kind: 'event';
  readonly title: string;
  readonly description: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly minutes: string;
  readonly place: string;
  readonly joinUrl: string;
  readonly access: string;
  /** Empty: none. */
  readonly observanceId: string;
}

export type ItemDraft = AskDraft | LessonDraft | EventDraft;

/** A draft that says nothing yet. */
export function emptyDraft(kind: ItemKind, zone: string): ItemDraft {
  switch (kind) {
    case 'ask':
      return {
        kind,
        title: '',
        why: '',
        question: '',
        pillar: 'take-action',
        cadence: 'fortnightly',
        behaviour: '',
        lines: '',
        selfTalk: '',
      };
    case 'lesson':
      return {
        kind,
        title: '',
        summary: '',
        link: '',
        format: 'read',
        minutes: '10',
        aids: [],
        pillar: 'learn',
        language: '',
        observanceId: '',
      };
    case 'event':
      return {
        kind,
        title: '',
        description: '',
        date: '',
        time: '12:00',
        zone,
        minutes: '60',
        place: '',
        joinUrl: '',
        access: '',
        observanceId: '',
      };
  }
}

/** A draft of what was saved. */
export function draftOf(item: ItemWords): ItemDraft {
  switch (item.kind) {
    case 'ask': {
      const { form, ...rest } = item.words;
      return {
        kind: 'ask',
        ...rest,
        behaviour: form.kind === 'if-then' ? form.action : form.goal,
        lines: (form.kind === 'if-then' ? form.cues : form.phrases).join('\n'),
        selfTalk: form.kind === 'if-then' ? (form.selfTalk ?? '') : '',
      };
    }
    case 'lesson': {
      const { link = '', minutes, language = '', observanceId = '', ...rest } = item.words;
      return { kind: 'lesson', ...rest, link, minutes: String(minutes), language, observanceId };
    }
    case 'event': {
      const { place = '', joinUrl = '', minutes, observanceId = '', ...rest } = item.words;
      return {
        kind: 'event',
        ...rest,
        minutes: String(minutes),
        place,
        joinUrl,
        observanceId,
      };
    }
  }
}

/** What is written, to be saved. A pledge of *Speak up* is a plain goal; every other is an if-then plan. */
export function wordsOf(draft: ItemDraft): ItemWords {
  switch (draft.kind) {
    case 'ask': {
      const { kind, behaviour, lines: text, selfTalk, ...rest } = draft;
      const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const said = selfTalk.trim();
      const form: AskWordsBody['form'] =
        rest.pillar === 'speak-up'
          ? { kind: 'plain-goal', goal: behaviour.trim(), phrases: lines }
          : {
              kind: 'if-then',
              action: behaviour.trim(),
              cues: lines,
              ...(said === '' ? {} : { selfTalk: said }),
            };
      return { kind, words: { ...rest, form } };
    }
    case 'lesson': {
      const { kind, minutes, aids, link, language, observanceId, ...rest } = draft;
      return {
        kind,
        words: {
          ...rest,
          ...(link.trim() === '' ? {} : { link: link.trim() }),
          aids: [...aids],
          minutes: Number(minutes),
          ...(language === '' ? {} : { language }),
          ...(observanceId === '' ? {} : { observanceId }),
        },
      };
    }
    case 'event': {
      const { kind, minutes, place, joinUrl, observanceId, ...rest } = draft;
      return {
        kind,
        words: {
          ...rest,
          minutes: Number(minutes),
          ...(place.trim() === '' ? {} : { place: place.trim() }),
          ...(joinUrl.trim() === '' ? {} : { joinUrl: joinUrl.trim() }),
          ...(observanceId === '' ? {} : { observanceId }),
        },
      };
    }
  }
}
