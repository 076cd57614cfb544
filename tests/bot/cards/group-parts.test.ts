import { describe, expect, test } from 'vitest';
import { invitationPart } from '../../../bot/cards/invitation-part.ts';
import { membershipPart } from '../../../bot/cards/membership-part.ts';
import { requestsPart } from '../../../bot/cards/requests-part.ts';
import type { ContentOf } from '../../../shared/domain/message-content.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { ERG_ID } from '../../support/builders.ts';
import { textsOf } from './card-texts.ts';
import { APP_ID } from './people.ts';

const reader = { translator: translatorFor('en-GB'), appId: APP_ID };
const ERG = { ergId: ERG_ID, ergName: 'Parents and *Carers*' };

function titles(actions: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
  return actions.map(({ title }) => title);
}

function pageOf(action: Readonly<Record<string, unknown>> | undefined): unknown {
  const context = new URL(String(action?.['url'])).searchParams.get('context');
  return (JSON.parse(context ?? '{}') as { readonly subEntityId?: unknown }).subEntityId;
}

describe('news of a membership', () => {
  const part = (fields: Partial<ContentOf<'membership-news'>>, showWords = false) => {
    const content = { kind: 'membership-news', news: 'approved', ...ERG, ...fields } as const;
    return membershipPart(reader, { id: 'm', content }, { showWords });
  };

  test.each([
    [{ news: 'approved' }, 'Your request to join a group was accepted.'],
    [
      { news: 'declined', askAgainOn: '2026-04-03' },
      'A group could not take you as an ally just now. You can ask again from 3 April. No reason is stored, and nothing else of yours changes.',
    ],
    [
      { news: 'removed', askAgainOn: '2026-04-03' },
      'You are not on the list of a group any more. You can ask again from 3 April. No reason is stored, and nothing else of yours changes.',
    ],
    [
      { news: 'removed' },
      'You are not on the list of a group any more. No reason is stored, and nothing else of yours changes.',
    ],
  ] as const)('says kindly what became of it: %j', (fields, said) => {
    expect(textsOf(part(fields).body)).toEqual([said]);
  });

  test('names the group where words are switched on or asked for, letter by letter', () => {
    const { body, actions } = part({}, true);
    expect(textsOf(body)[0]).toBe('Parents and *Carers*');
    expect(body[0]).toMatchObject({ type: 'RichTextBlock' });
    expect(titles(actions)).toEqual(['See the group']);
    expect(pageOf(actions[0])).toBe(`ergs/${ERG_ID}`);
  });

  test('offers to show them else, and whoever is no ally is not sent to the group', () => {
    expect(titles(part({}).actions)).toEqual(['Show here', 'Open in the tab']);
    expect(titles(part({ news: 'removed' }, true).actions)).toEqual(['Open in the tab']);
  });
});

describe('an invitation', () => {
  const part = (showWords: boolean) =>
    invitationPart(reader, { id: 'i', content: { kind: 'invitation', ...ERG } }, { showWords });

  test('names the group only where that is wanted, and opens it', () => {
    const hidden = part(false);
    expect(JSON.stringify(hidden)).not.toContain('Carers');
    expect(titles(hidden.actions)).toEqual(['Show here', 'See the group']);
    const { body, actions } = part(true);
    expect(textsOf(body)[0]).toBe('Parents and *Carers*');
    expect(pageOf(actions[0])).toBe(`ergs/${ERG_ID}`);
  });
});

describe('requests that wait', () => {
  const part = (waiting: number, showWords = false) =>
    requestsPart(reader, { kind: 'requests-waiting', waiting, ...ERG }, { showWords });

  test('are counted, never named, and one tap away', () => {
    const { body, actions } = part(1203);
    expect(textsOf(body)).toEqual(['Requests to join wait for you: 1,203.']);
    expect(titles(actions)).toEqual(['Open requests']);
    expect(pageOf(actions[0])).toBe(`run/${ERG_ID}/requests`);
  });

  test('that were dealt with say so, and ask for nothing', () => {
    const { body, actions } = part(0, true);
    expect(textsOf(body)).toEqual(['Parents and *Carers*', 'Dealt with: no request waits.']);
    expect(titles(actions)).toEqual(['Open in the tab']);
  });
});
