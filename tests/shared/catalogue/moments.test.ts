import { describe, expect, test } from 'vitest';
import { MOMENT_DRAFT_IDS, momentDraftsIn } from '../../../shared/catalogue/moment.ts';
import { isFinished } from '../../../shared/domain/news-decisions.ts';

const SENDS_TO_A_COLLEAGUE = [
  /\bask (a|an|your|my|the|some|one|any) (colleague|co-?worker|team-?mate|member|person|friend)/i,
  /\b(teach|educate) (me|you)\b/i,
  /\b(tell me|share) (about )?your (experience|story|background|culture|identity)/i,
  /\b(reach out to|learn from) (a|your|my) (colleague|co-?worker|team-?mate)/i,
];
const GUILT = /\b(should|must|ought to|guilty|ashamed|shame)\b/i;

test('three kinds of moment have a draft, each with a title of its own', () => {
  expect(momentDraftsIn('en').map(({ id }) => id)).toEqual(MOMENT_DRAFT_IDS);
  expect(MOMENT_DRAFT_IDS).toHaveLength(3);
  expect(new Set(momentDraftsIn('en').map(({ content }) => content.title)).size).toBe(3);
});

describe.each(momentDraftsIn('en'))('the draft $id', ({ content }) => {
  const everything = Object.values(content).join('\n');

  test('has every part, ready to be adapted', () => {
    expect(isFinished(content)).toBe(true);
  });

  test('lays no guilt on anybody, shouts nothing, and sends nobody to a colleague to be taught', () => {
    expect(everything).not.toMatch(GUILT);
    expect(everything).not.toContain('!');
    for (const pattern of SENDS_TO_A_COLLEAGUE) expect(everything).not.toMatch(pattern);
  });

  test('speaks to the reader', () => {
    expect(content.ifThisTouchesYou).toMatch(/\byou\b/i);
    expect(content.ifYouWantToSupport).toMatch(/\byou\b/i);
  });
});
