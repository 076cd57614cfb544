import { expect, test } from 'vitest';
import type { ToldAct } from '../../../shared/commands/read-audit-log.ts';
import { AUDIT_ACTS } from '../../../shared/domain/audit-acts.ts';
import { presentAudit } from '../../../tab/api/present-audit.ts';

const AT_MS = Date.parse('2026-03-02T12:00:00.000Z');

function sentence(fields: Partial<ToldAct>, language = 'en-GB'): string | undefined {
  const act: ToldAct = {
    id: 'row',
    act: 'erg.archived',
    details: {},
    atMs: AT_MS,
    who: { is: 'named', name: 'Nneka Obiorah' },
    whom: { is: 'colleague' },
    ...fields,
  };
  return presentAudit({ acts: [act] }, language).acts[0]?.sentence;
}

test.each(Object.entries(AUDIT_ACTS))('%s has a sentence of its own', (act, needs) => {
  for (const count of [1, 1234]) {
    const details = Object.fromEntries(
      needs.map((need) => [need, need === 'title' || need === 'name' ? 'A title' : count]),
    );
    const told = sentence({ act, details });
    expect(told).toMatch(/^[A-Z].*\.$/);
    expect(told).not.toMatch(/\{\{|not known here|undefined|NaN/);
    if (needs.length > 0) expect(told).toMatch(/A title|1,234| an? | the /);
  }
});

test('no two acts have the same sentence', () => {
  const all = Object.entries(AUDIT_ACTS).map(([act, needs]) =>
    sentence({ act, details: Object.fromEntries(needs.map((need) => [need, 7])) }),
  );
  expect(new Set(all).size).toBe(all.length);
});

test.each<[Partial<ToldAct>, string]>([
  [{ act: 'request.approved', details: { count: 12 } }, 'Nneka Obiorah approved 12 requests.'],
  [{ act: 'request.approved', details: { count: 1 } }, 'Nneka Obiorah approved a request.'],
  [{ who: { is: 'admin' } }, 'An admin archived this ERG.'],
  [{ who: { is: 'you' } }, 'You archived this ERG.'],
  [{ who: { is: 'former-organiser' } }, 'A former organiser archived this ERG.'],
  [
    { act: 'organiser.appointed', whom: { is: 'named', name: 'Sam' } },
    'Nneka Obiorah made Sam an organiser.',
  ],
  [{ act: 'organiser.appointed' }, 'Nneka Obiorah made a colleague an organiser.'],
  [
    { act: 'moment.sent', details: { title: 'After the quake', people: 2914 } },
    'Nneka Obiorah sent the moment “After the quake” to 2,914 people.',
  ],
  [
    { act: 'ask.published', details: { title: '{{who}} $t(audit:unknown) <b>' } },
    'Nneka Obiorah published the ask “{{who}} $t(audit:unknown) <b>”.',
  ],
])('%j is told as "%s"', (fields, expected) => {
  expect(sentence(fields)).toBe(expected);
});

test.each<[string, Partial<ToldAct>]>([
  ['that a newer version recorded', { act: 'erg.painted' }],
  ['of which the number is missing', { act: 'request.approved' }],
  ['that is called as an object has it', { act: 'constructor' }],
])('an act %s is told all the same', (_what, fields) => {
  expect(sentence(fields)).toBe('Nneka Obiorah did something that is not known here yet.');
});
