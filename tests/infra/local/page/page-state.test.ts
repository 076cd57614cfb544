import { expect, test } from 'vitest';
import { queryFromState, stateFromQuery } from '../../../../infra/local/page/page-state.ts';

const choices = { people: ['ada', 'ben'], languages: ['en', 'ar'] };

test('an empty address shows the first person, light, in the first language, full width', () => {
  expect(stateFromQuery('', choices)).toEqual({
    person: 'ada',
    theme: 'default',
    lang: 'en',
    width: 'full',
    page: '',
  });
});

test('what stands in the address is what is shown, and back', () => {
  const query = '?person=ben&theme=contrast&lang=ar&width=320&page=pledges%2F7';

  expect(queryFromState(stateFromQuery(query, choices))).toBe(query);
});

test('what is unknown takes the first choice, and light is a name of the default theme', () => {
  const state = stateFromQuery('?person=eve&theme=light&lang=xx&width=9', choices);

  expect(state).toMatchObject({ person: 'ada', theme: 'default', lang: 'en', width: 'full' });
});
