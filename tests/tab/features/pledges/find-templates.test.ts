import { expect, test } from 'vitest';
import { findTemplates } from '../../../../tab/features/pledges/find-templates.ts';
import { TEMPLATES } from './pledge-api.ts';

function found(text: string, pillar?: 'listen' | 'speak-up') {
  return findTemplates(TEMPLATES, { text, pillar }).map((group) => [
    group.pillar,
    ...group.templates.map(({ id }) => id),
  ]);
}

test.for([
  [
    '',
    [
      ['listen', 'listen-hear-out'],
      ['speak-up', 'speak-jokes'],
    ],
  ],
  ['  FÍNISH ', [['listen', 'listen-hear-out']]],
  ['turn people', [['listen', 'listen-hear-out']]],
  ['jokes finish', []],
] as const)('"%s" finds the templates that have all its words', ([text, expected]) => {
  expect(found(text)).toEqual(expected);
});

test('a pillar narrows what is found', () => {
  expect(found('', 'speak-up')).toEqual([['speak-up', 'speak-jokes']]);
  expect(found('finish', 'speak-up')).toEqual([]);
});
