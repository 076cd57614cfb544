import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { CheckInView, PledgeView } from '../../../../shared/contract/pledges.ts';
import type { ProblemCode } from '../../../../shared/contract/problem.ts';
import { json, nothing, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { dueView, givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWith, checkIn } from './pledge-api.ts';

const ID = pledgeView().id;
const AT = `/pledges/${ID}`;
const CHECK_INS = `GET /api/pledges/${ID}/check-ins`;
const ANSWER = `PUT /api/pledges/${ID}/check-ins/2026-03-03`;
const CHANGE = `PATCH /api/pledges/${ID}`;

const text = (part: string) => page.getByText(part, { exact: false });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { level: 2, name });

/** An API with one pledge, changed by what is sent to it, and its answers. */
function apiWithPledge(
  fields: Partial<PledgeView> = {},
  answers: readonly CheckInView[] = [],
  /** What the first changes are refused with. */
  refusals: readonly ProblemCode[] = [],
): FakeApi {
  let pledge = pledgeView(fields);
  const api = apiWith(givenHome());
  const isInHand = () => pledge.life === 'active' || pledge.life === 'paused';
  api.on('GET /api/home', () => json(givenHome({ pledges: isInHand() ? [pledge] : [] })));
  api.on(`GET /api/pledges/${ID}`, () => json(pledge));
  api.on(CHECK_INS, () => json({ checkIns: answers }));
  const refuse = [...refusals];
  api.on(CHANGE, ({ body }) => {
    const refusal = refuse.shift();
    if (refusal !== undefined) return problem(refusal);
    const change = body as { do: string; form?: PledgeView['form']; endsOn?: string };
    pledge = { ...pledge, revision: pledge.revision + 1, periodOver: false };
    if (change.form !== undefined) pledge = { ...pledge, form: change.form, offerSmaller: false };
    if (change.endsOn !== undefined) pledge = { ...pledge, endsOn: change.endsOn };
    if (change.do === 'pause') pledge = { ...pledge, life: 'paused' };
    if (change.do === 'resume') pledge = { ...pledge, life: 'active' };
    if (change.do === 'complete') pledge = { ...pledge, life: 'completed' };
    if (change.do === 'let-go') pledge = { ...pledge, life: 'let-go' };
    return json(pledge);
  });
  return api;
}

/** An API with a pledge whose question waits, and what it replies once that is answered. */
function apiWithQuestion(before: readonly CheckInView[] = []) {
  const pledge = pledgeView();
  const api = apiWithPledge({}, before);
  const due = dueView(pledge);
  api.on('GET /api/home', () => json(givenHome({ pledges: [pledge], due: [due] })));
  function isAnswered(answered: CheckInView): void {
    api.on('GET /api/home', () => json(givenHome({ pledges: [pledge] })));
    api.on(CHECK_INS, () => json({ checkIns: [answered, ...before] }));
  }
  return {
    api,
    due,
    isAnswered,
    save(answered: CheckInView): Response {
      isAnswered(answered);
      return json({ pledge, checkIn: answered });
    },
  };
}

test('it says the words, when the next question comes, and that there are no answers yet', async () => {
  await openTab(apiWithPledge(), { at: AT });
  await expect
    .element(text('When someone tells me something hard, I will let them finish.'))
    .toBeVisible();
  await expect
    .element(text('Next question on Tuesday 17 March · Every two weeks · until 5 May'))
    .toBeVisible();
  await expect.element(text('No answers.')).toBeVisible();
});

test('a question that waits is answered in place, and the focus goes on to the answers', async () => {
  const { api, save } = apiWithQuestion();
  const answered = checkIn('2026-03-03', { answer: 'did-not-come-up', answerOpen: true });
  api.on(ANSWER, () => save(answered));
  await openTab(api, { at: AT });
  await button("It didn't come up").click();
  await expect.element(heading('Answers so far')).toHaveFocus();
  await expect.element(heading('A question for you')).not.toBeInTheDocument();
  await expect.element(button('Change the answer of 3 March')).toBeVisible();
  expect(api.requests('PUT /api/pledges/*')[0]?.body).toEqual({
    answer: 'did-not-come-up',
    revision: null,
  });
});

test('an answer stands at once, and can be changed when it is saved', async () => {
  const { api, save } = apiWithQuestion([checkIn('2026-02-17')]);
  const arrived = Promise.withResolvers<void>();
  api.on(ANSWER, async () => {
    await arrived.promise;
    return save(checkIn('2026-03-03', { answerOpen: true }));
  });
  await openTab(api, { at: AT });
  await expect.element(button('Delete the answer of 17 February')).toBeVisible();
  await expect.element(text('A question is waiting · Every two weeks')).toBeVisible();
  await button('I did it').click();
  await expect.element(heading('A question for you')).not.toBeInTheDocument();
  await expect.element(heading('Answers so far')).toHaveFocus();
  await expect.element(text('3 March · Saving…')).toBeVisible();
  await expect.element(text('Next question on Tuesday 17 March · Every two weeks')).toBeVisible();
  await expect.element(button('Change the answer of 3 March')).not.toBeInTheDocument();
  arrived.resolve();
  await expect.element(button('Change the answer of 3 March')).toBeVisible();
  await expect.element(text('Saving…')).not.toBeInTheDocument();
  await expect.element(page.getByRole('status')).toHaveTextContent('Saved.');
});

test('an answer that cannot be saved brings the question back with the focus, and is sent by trying again', async () => {
  const { api, due, save } = apiWithQuestion();
  api.on(ANSWER, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button('Not this time').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  const question = page.getByRole('paragraph').filter({ hasText: due.question });
  await expect.element(question).toHaveFocus();
  await expect.element(text('A question is waiting')).toBeVisible();
  await expect.element(text('No answers.')).toBeVisible();
  const answered = checkIn('2026-03-03', { answer: 'not-this-time', answerOpen: true });
  api.on(ANSWER, () => save(answered));
  await button('Try again').click();
  await expect.element(button('Change the answer of 3 March')).toBeVisible();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(api.requests(ANSWER).map(({ body }) => body)).toEqual([
    { answer: 'not-this-time', revision: null },
    { answer: 'not-this-time', revision: null },
  ]);
});

test('a question that was answered elsewhere goes, and the page says so', async () => {
  const { api, isAnswered } = apiWithQuestion();
  api.on(ANSWER, () => {
    isAnswered(checkIn('2026-03-03', { answer: 'did-not-come-up', answerOpen: true }));
    return problem('changed-meanwhile');
  });
  await openTab(api, { at: AT });
  await button('I did it').click();
  await expect.element(button('Change the answer of 3 March')).toBeVisible();
  await expect.element(heading('A question for you')).not.toBeInTheDocument();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of changed-meanwhile');
  await expect.element(button('Try again')).not.toBeInTheDocument();
});

test('only an open answer can be changed, with the revision that was seen', async () => {
  const open = checkIn('2026-03-03', { answerOpen: true, revision: 8, note: 'In a meeting.' });
  const api = apiWithPledge({}, [open, checkIn('2026-02-17')]);
  const changed = { ...open, answer: 'not-this-time' as const, revision: 9 };
  api.on(ANSWER, () => {
    api.on(CHECK_INS, () => json({ checkIns: [changed] }));
    return json({ pledge: pledgeView(), checkIn: changed });
  });
  await openTab(api, { at: AT });
  await expect.element(button('Delete the answer of 17 February')).toBeVisible();
  await expect.element(button('Change the answer of 17 February')).not.toBeInTheDocument();
  await button('Change the answer of 3 March').click();
  await expect.element(button('I did it')).toHaveAttribute('aria-pressed', 'true');
  await button('Not this time').click();
  await expect
    .element(page.getByRole('listitem').filter({ hasText: 'Not this time' }))
    .toBeVisible();
  await expect.element(button('Change the answer of 3 March')).toHaveFocus();
  expect(api.requests('PUT /api/pledges/*')[0]?.body).toEqual({
    answer: 'not-this-time',
    revision: 8,
  });
});

test('a changed answer stands at once; where it cannot be saved the old one stands again, with the answers open', async () => {
  const open = checkIn('2026-03-03', { answerOpen: true, revision: 8 });
  const api = apiWithPledge({}, [open]);
  const arrived = Promise.withResolvers<void>();
  api.on(ANSWER, async () => {
    await arrived.promise;
    return problem('unexpected');
  });
  await openTab(api, { at: AT });
  const row = page.getByRole('listitem').filter({ hasText: '3 March' });
  await button('Change the answer of 3 March').click();
  await button('Not this time').click();
  await expect.element(row).toMatchTextContent('Not this time');
  await expect.element(button('I did it')).not.toBeInTheDocument();
  await expect.element(button('Change the answer of 3 March')).toHaveFocus();
  arrived.resolve();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(button('I did it')).toHaveAttribute('aria-pressed', 'true');
});

test('a note is written beside its answer, stays when saving fails, and is saved by trying again', async () => {
  const answer = checkIn('2026-02-17');
  const api = apiWithPledge({}, [answer]);
  const put = `PUT /api/pledges/${ID}/check-ins/2026-02-17`;
  api.on(put, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button('Add a private note to 17 February').click();
  const field = page.getByRole('textbox', { name: 'Private note for 17 February' });
  await expect.element(field).toHaveFocus();
  await expect.element(text('Only you can see it.')).toBeVisible();
  await field.fill('I waited.');
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(field).toHaveValue('I waited.');
  const noted = { ...answer, note: 'I waited.', revision: 6 };
  api.on(put, () => {
    api.on(CHECK_INS, () => json({ checkIns: [noted] }));
    return json({ pledge: pledgeView(), checkIn: noted });
  });
  await button('Try again').click();
  await expect.element(field).not.toBeInTheDocument();
  await expect.element(page.getByText('I waited.')).toBeVisible();
  expect(api.requests(put).at(-1)?.body).toEqual({
    answer: 'did-it',
    note: 'I waited.',
    revision: 5,
  });
});

test('one answer is deleted after a question; the focus stays near', async () => {
  const api = apiWithPledge({}, [checkIn('2026-03-03'), checkIn('2026-02-17')]);
  const remove = `DELETE /api/pledges/${ID}/check-ins/2026-02-17?revision=5`;
  api.on(remove, () => {
    api.on(CHECK_INS, () => json({ checkIns: [checkIn('2026-03-03')] }));
    return nothing();
  });
  await openTab(api, { at: AT });
  await button('Delete the answer of 17 February').click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete this answer?' });
  await expect.element(dialog).toMatchTextContent('This cannot be undone.');
  expect(api.requests('DELETE /api/*')).toHaveLength(0);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.element(button('Delete the answer of 17 February')).not.toBeInTheDocument();
  await expect.element(heading('Answers so far')).toHaveFocus();
  expect(api.requests(remove)).toHaveLength(1);
});

test('older answers come a page at a time', async () => {
  const api = apiWithPledge();
  api.on(CHECK_INS, () => json({ checkIns: [checkIn('2026-03-03')], continuation: 'c' }));
  api.on(`${CHECK_INS}?continuation=c`, () => json({ checkIns: [checkIn('2026-02-17')] }));
  await openTab(api, { at: AT });
  await button('Show older answers').click();
  await expect.element(button('Delete the answer of 17 February')).toBeVisible();
  await expect.element(button('Show older answers')).not.toBeInTheDocument();
});

test('answers that cannot be fetched say so and can be tried again', async () => {
  const api = apiWithPledge();
  api.on(CHECK_INS, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on(CHECK_INS, () => json({ checkIns: [] }));
  await button('Try again').click();
  await expect.element(text('No answers.')).toBeVisible();
});

test('changing it opens the form with what it is now, and sends the revision that was seen', async () => {
  const api = apiWithPledge();
  await openTab(api, { at: AT });
  await button('Change').click();
  await expect.element(heading('Change your pledge')).toHaveFocus();
  await expect
    .element(page.getByRole('radio', { name: 'someone tells me something hard' }))
    .toBeChecked();
  await page.getByRole('textbox', { name: 'I will' }).fill('ask first');
  await button('Save').click();
  await expect.element(text('I will ask first.')).toBeVisible();
  await expect.element(button('Change')).toHaveFocus();
  expect(api.requests(CHANGE)[0]?.body).toEqual({
    do: 'edit',
    revision: 3,
    form: { kind: 'if-then', cue: 'someone tells me something hard', action: 'ask first' },
    cadence: 'fortnightly',
    endsOn: '2026-05-05',
  });
});

test('a change of what was changed elsewhere says so, keeps the words, and can be saved over it', async () => {
  const api = apiWithPledge();
  await openTab(api, { at: AT });
  await button('Change').click();
  await page.getByRole('textbox', { name: 'I will' }).fill('ask first');
  api.on(CHANGE, () => problem('changed-meanwhile'));
  const elsewhere = pledgeView({ revision: 30, cadence: 'weekly' });
  api.on('GET /api/home', () => json(givenHome({ pledges: [elsewhere] })));
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('changed somewhere else');
  await expect.element(page.getByRole('textbox', { name: 'I will' })).toHaveValue('ask first');
  api.on(CHANGE, () => json(elsewhere));
  await button('Save').click();
  await expect.element(button('Change')).toHaveFocus();
  expect(api.requests(CHANGE).at(-1)?.body).toMatchObject({ revision: 30 });
});

test('after two times not this time a smaller step is offered, in ready words', async () => {
  const api = apiWithPledge({ offerSmaller: true, smallerStep: 'put my phone aside' });
  await openTab(api, { at: AT });
  await expect.element(heading('A smaller step?')).toBeVisible();
  await button('Make it smaller').click();
  await expect
    .element(page.getByRole('textbox', { name: 'I will' }))
    .toHaveValue('put my phone aside');
  await expect.element(page.getByRole('combobox', { name: 'Ask me' })).not.toBeInTheDocument();
  await button('Save').click();
  await expect.element(text('I will put my phone aside.')).toBeVisible();
  await expect.element(heading('A smaller step?')).not.toBeInTheDocument();
  expect(api.requests(CHANGE)[0]?.body).toEqual({
    do: 'make-smaller',
    revision: 3,
    form: {
      kind: 'if-then',
      cue: 'someone tells me something hard',
      action: 'put my phone aside',
    },
  });
});

test('the offer of a smaller step can be left', async () => {
  await openTab(apiWithPledge({ offerSmaller: true }), { at: AT });
  await button('Keep it as it is').click();
  await expect.element(heading('A smaller step?')).not.toBeInTheDocument();
  await expect.element(button('Change')).toHaveFocus();
});

test('it is paused and resumed', async () => {
  await openTab(apiWithPledge(), { at: AT });
  await button('Pause').click();
  await expect.element(button('Resume')).toBeVisible();
  await button('Resume').click();
  await expect.element(button('Pause')).toBeVisible();
});

test('a paused one waits while five others are active, and the reason is said', async () => {
  const active = Array.from({ length: 5 }, (_, index) => pledgeView({ id: `p${index}` }));
  const api = apiWithPledge();
  api.on('GET /api/home', () =>
    json(givenHome({ pledges: [...active, pledgeView({ life: 'paused' })] })),
  );
  await openTab(api, { at: AT });
  await expect.element(text('Five pledges are active.')).toBeVisible();
  await expect.element(button('Resume')).not.toBeInTheDocument();
});

const OVER: Partial<PledgeView> = {
  periodOver: true,
  startedOn: '2025-12-01',
  endsOn: '2026-03-01',
};

test('at the end of the period it counts what was answered in it, over all pages, and praises nothing', async () => {
  const api = apiWithPledge(OVER);
  api.on(CHECK_INS, () =>
    json({ checkIns: [checkIn('2026-02-17'), checkIn('2026-02-03')], continuation: 'c' }),
  );
  api.on(`${CHECK_INS}?continuation=c`, () =>
    json({
      checkIns: [
        checkIn('2025-12-16', { answer: 'not-this-time' }),
        // Of the period before this one.
        checkIn('2025-11-18'),
      ],
    }),
  );
  await openTab(api, { at: AT });
  const done = page.getByRole('list', { name: 'What was done' });
  await expect.element(done).toHaveTextContent('I did it: 2 timesNot this time: once');
});

test.for([
  ['Renew', { do: 'renew', revision: 3, endsOn: '2026-05-26' }, 'Going on until 26 May.'],
  ['Complete', { do: 'complete', revision: 3 }, 'Completed. It is kept among your past pledges.'],
  ['Let go', { do: 'let-go', revision: 3 }, 'Let go. It is kept among your past pledges.'],
] as const)('at the end of the period: %s', async ([name, body, said]) => {
  const api = apiWithPledge(OVER);
  await openTab(api, { at: AT });
  await button(name).click();
  await expect.element(page.getByText(said).first()).toBeVisible();
  await expect.element(heading('This period is over')).not.toBeInTheDocument();
  expect(api.requests(CHANGE)[0]?.body).toEqual(body);
});

test('changing it at the end of the period proposes a new end', async () => {
  await openTab(apiWithPledge(OVER), { at: AT });
  await button('Change').click();
  await expect.element(page.getByLabelText('Until')).toHaveValue('2026-05-26');
});

test('when letting go fails it says so, and trying again lets go', async () => {
  const api = apiWithPledge(OVER, [], ['unexpected']);
  await openTab(api, { at: AT });
  await button('Let go').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await button('Try again').click();
  await expect.element(page.getByRole('link', { name: 'Make it anew' })).toBeVisible();
});

test('it is deleted after a question, and the list is open then', async () => {
  const api = apiWithPledge();
  const remove = `DELETE /api/pledges/${ID}?revision=3`;
  api.on(remove, () => {
    api.on('GET /api/home', () => json(givenHome()));
    api.on(`GET /api/pledges/${ID}`, () => problem('not-found'));
    return nothing();
  });
  const tab = await openTab(api, { at: AT });
  await button('Delete').first().click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete this pledge?' });
  await expect.element(dialog).toMatchTextContent('This cannot be undone.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(api.requests('DELETE /api/*')).toHaveLength(0);
  await button('Delete').first().click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => tab.path()).toBe('/pledges');
  await expect.element(heading('No pledge yet')).toBeVisible();
  expect(api.requests(remove)).toHaveLength(1);
});

test('an ended one can be made anew, with a new period', async () => {
  const api = apiWithPledge({ life: 'completed', endsOn: '2026-02-20' });
  await openTab(api, { at: AT });
  await page.getByRole('link', { name: 'Make it anew' }).click();
  await expect
    .element(page.getByRole('textbox', { name: 'I will' }))
    .toHaveValue('let them finish');
  await expect.element(page.getByLabelText('Until')).toHaveValue('2026-05-26');
});

test('one that is not there says so', async () => {
  await openTab(apiWith(givenHome()), { at: '/pledges/0195a1f0-0000-7000-8000-0000000000ff' });
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('This pledge is not here');
});

test.for([
  ['in progress', {}],
  ['with a smaller step on offer', { offerSmaller: true, smallerStep: 'put my phone aside' }],
  ['whose period is over', OVER],
  ['that has ended', { life: 'completed' }],
] as const)('there are no barriers on the page of a pledge %s', async ([, fields]) => {
  await openTab(apiWithPledge(fields, [checkIn('2026-02-17', { note: 'x' })]), {
    at: AT,
    theme: 'contrast',
  });
  await expect.element(button('Delete the answer of 17 February')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
