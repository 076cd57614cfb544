import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type {
  AdminSettingsReply,
  ChangeEntryBody,
  PilotReply,
} from '../../../../shared/contract/entry.ts';
import type { ChangeMessageRulesBody } from '../../../../shared/contract/health.ts';
import type { DisclosureRulesRequest } from '../../../../shared/contract/organisation.ts';
import { fakeApi, type FakeApi, json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/admin/settings';
const SMALLEST = 'PUT /api/organisation/rules';
const ENTRY = 'PUT /api/admin/entry';

const FIRST: AdminSettingsReply = {
  today: '2026-03-03',
  rules: { messages: 'on', quietDates: [], installation: 'greeting', revision: 4 },
  entry: { access: 'everyone', guests: 'refused', budget: 1, revision: 2 },
  smallestGroup: { fewest: 10, revision: 3 },
  pilotCount: 0,
  changes: [],
};

/** An API for an admin that keeps what it is sent, and refuses an old revision. */
function apiWith(
  fields: Partial<AdminSettingsReply> = {},
): FakeApi & { change(fields: Partial<AdminSettingsReply>): void } {
  const api = fakeApi();
  let settings: AdminSettingsReply = { ...FIRST, ...fields };
  const members = new Map<string, string>();
  const putMember = (userId: string, name: string) => {
    members.set(userId, name);
    settings = { ...settings, pilotCount: members.size };
  };
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/settings', () => json(settings));
  api.on('PUT /api/admin/message-rules', ({ body }) => {
    const { revision, rules } = body as ChangeMessageRulesBody;
    if (revision !== settings.rules.revision) return problem('changed-meanwhile');
    settings = { ...settings, rules: { ...rules, revision: revision + 1 } };
    return json(settings.rules);
  });
  api.on(ENTRY, ({ body }) => {
    const { revision, entry } = body as ChangeEntryBody;
    if (revision !== settings.entry.revision) return problem('changed-meanwhile');
    settings = { ...settings, entry: { ...entry, revision: revision + 1 } };
    return json(settings.entry);
  });
  api.on(SMALLEST, ({ body }) => {
    const asked = body as DisclosureRulesRequest;
    if (asked.revision !== settings.smallestGroup.revision) return problem('changed-meanwhile');
    const smallestGroup = { fewest: asked.fewest, revision: asked.revision + 1 };
    settings = { ...settings, smallestGroup };
    return json(smallestGroup);
  });
  api.on('GET /api/admin/people*', () =>
    json({ people: [{ userId: 'kim', name: 'Kim Example', mail: 'kim@example.com', place: '' }] }),
  );
  api.on('GET /api/admin/pilot', () => {
    const reply: PilotReply = {
      count: members.size,
      members: [...members].map(([userId, name]) => ({ userId, name })),
    };
    return json(reply);
  });
  api.on('PUT /api/admin/pilot/kim', () => {
    const outcome = members.has('kim') ? 'same' : 'changed';
    putMember('kim', 'Kim Example');
    return json({ outcome });
  });
  api.on('DELETE /api/admin/pilot/kim', () => {
    members.delete('kim');
    settings = { ...settings, pilotCount: members.size };
    return nothing();
  });
  return {
    ...api,
    change(next) {
      settings = { ...settings, ...next };
    },
  };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const theSwitch = (name: string) => page.getByRole('switch', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const fewest = () => page.getByRole('spinbutton', { name: /Fewest people/ });
const rulesSent = (api: FakeApi) =>
  api
    .requests('PUT /api/admin/message-rules')
    .map(({ body }) => (body as ChangeMessageRulesBody).rules);
const entrySent = (api: FakeApi) =>
  api.requests(ENTRY).map(({ body }) => (body as ChangeEntryBody).entry);

beforeEach(() => page.viewport(1200, 800));

test('an admin finds all that they decide on one page, and who changed it last', async () => {
  const at = '2026-03-02T09:00:00.000Z';
  const changes: AdminSettingsReply['changes'] = [
    { setting: 'messages', at, by: 'admin' },
    { setting: 'budget', at, by: 'you' },
  ];
  await openTab(apiWith({ changes }), { at: '/admin/ergs' });
  await page
    .getByRole('navigation', { name: 'What admins look after' })
    .getByRole('link', { name: 'Settings' })
    .click();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Settings');
  await expect.element(radio('Everybody in the organisation')).toBeChecked();
  await expect.element(theSwitch('Guests may take part')).not.toBeChecked();
  await expect.element(radio('One')).toBeChecked();
  await expect.element(theSwitch('The bot writes to people')).toBeChecked();
  await expect.element(fewest()).toHaveValue(10);
  await expect.element(text('Changed last by another admin, on 2 March 2026.')).toBeVisible();
  await expect.element(text('Changed last by you, on 2 March 2026.')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('guests and the proposed messages are saved as they are changed, and can be undone', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await theSwitch('Guests may take part').click();
  await expect.element(text('Saved').first()).toBeVisible();
  await expect.element(theSwitch('Guests may take part')).toBeChecked();
  await button('Undo').first().click();
  await expect.element(theSwitch('Guests may take part')).not.toBeChecked();
  await radio('Three').click();
  await expect
    .poll(() => entrySent(api).at(-1))
    .toEqual({
      access: 'everyone',
      guests: 'refused',
      budget: 3,
    });
  expect(entrySent(api).map(({ guests }) => guests)).toEqual(['allowed', 'refused', 'refused']);
});

test('a pilot begins with a group that is put together from the directory', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await radio('A pilot group first').click();
  const heading = (name: string) => page.getByRole('heading', { level: 3, name });
  await expect.element(heading('Nobody is in the pilot group yet')).toBeVisible();
  await page.getByRole('combobox', { name: 'Somebody of your directory' }).fill('kim');
  await page.getByRole('option', { name: /Kim Example/ }).click();
  await button('Add to the group').click();
  await expect.element(heading('One person is in the pilot group')).toHaveFocus();
  const list = page.getByRole('list', { name: 'The pilot group' });
  await expect.element(list).toMatchTextContent('Kim Example');
  await button('Take Kim Example out').click();
  await expect.element(heading('Nobody is in the pilot group yet')).toBeVisible();
  await expect.element(list).not.toBeInTheDocument();
});

test('what another admin decided about who may take part is not written over', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await expect.element(theSwitch('Guests may take part')).toBeVisible();
  api.change({ entry: { ...FIRST.entry, access: 'pilot', revision: 7 } });
  await theSwitch('Guests may take part').click();
  await expect.element(text('Another admin changed this in the meantime')).toBeVisible();
  await expect.element(radio('A pilot group first')).toBeChecked();
  await expect.element(theSwitch('Guests may take part')).not.toBeChecked();
});

test('a page that cannot be loaded says so and can be tried again', async () => {
  const api = apiWith();
  api.on('GET /api/admin/settings', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/admin/settings', () => json(FIRST));
  await button('Try again').click();
  await expect.element(radio('Everybody in the organisation')).toBeVisible();
});

test('at 320 px nothing is wider than the window', async () => {
  await page.viewport(320, 800);
  await openTab(apiWith({ entry: { ...FIRST.entry, access: 'pilot' } }), { at: AT });
  await expect.element(button('Add to the group')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

test('whoever is no admin is refused, and nothing is asked', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toMatchTextContent('This is not open to you');
  expect(api.requests('GET /api/admin/settings')).toEqual([]);
});

test('a smallest group that was raised can be put back with one tap', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await userEvent.fill(fewest(), '25');
  await button('Save').click();
  await button('Undo').first().click();
  await expect
    .poll(() => api.requests(SMALLEST).map(({ body }) => body))
    .toEqual([
      { fewest: 25, revision: 3 },
      { fewest: 10, revision: 4 },
    ]);
});

test('messages are stopped for everybody only after a question that says what happens', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  const messages = theSwitch('The bot writes to people');
  await messages.click();
  const dialog = page.getByRole('alertdialog', { name: 'Stop messages for everybody?' });
  await expect.element(dialog).toMatchTextContent(/Within seconds nobody is written to/);
  await expect.element(dialog).toMatchTextContent(/what expires meanwhile is dropped/);
  await button('Keep them on').click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(messages).toBeChecked();
  await expect.element(messages).toHaveFocus();
  await messages.click();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(rulesSent(api)).toEqual([]);

  await messages.click();
  await button('Stop for everybody').click();
  await expect.element(page.getByText('Messages are stopped for everybody').first()).toBeVisible();
  await expect.element(messages).not.toBeChecked();
  await expect.element(messages).toHaveFocus();
  await messages.click();
  await expect.element(messages).toBeChecked();
  expect(rulesSent(api).map(({ messages: state }) => state)).toEqual(['stopped', 'on']);
});

test('quiet dates and a silent installation are saved as they are changed', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await page.getByLabelText('From', { exact: true }).fill('2026-12-24');
  await page.getByLabelText('Through', { exact: true }).fill('2027-01-01');
  await button('Add').click();
  await expect.element(page.getByText('24 December to 1 January 2027')).toBeVisible();
  await expect.element(page.getByText(/200,000 greetings would take more than/)).toBeVisible();
  await theSwitch('Install without a greeting').click();
  await expect
    .poll(() => rulesSent(api).at(-1))
    .toEqual({
      messages: 'on',
      quietDates: [{ from: '2026-12-24', through: '2027-01-01' }],
      installation: 'silent',
    });
});

test('a change shows at once, and the next one does not wait for it, nor undoes it', async () => {
  const api = apiWith();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  let revision = FIRST.rules.revision;
  api.on('PUT /api/admin/message-rules', async ({ body }) => {
    await opened;
    const sent = body as ChangeMessageRulesBody;
    if (sent.revision !== revision) return problem('changed-meanwhile');
    revision += 1;
    const rules = { ...sent.rules, revision };
    api.change({ rules });
    return json(rules);
  });
  await openTab(api, { at: AT });
  const silent = theSwitch('Install without a greeting');
  await silent.click();
  await expect.element(silent).toBeChecked();
  await page.getByLabelText('From', { exact: true }).fill('2026-12-24');
  await button('Add').click();
  await expect.element(page.getByRole('listitem').getByText('24 December')).toBeVisible();
  await silent.click();
  await expect.element(silent).not.toBeChecked();
  expect(rulesSent(api)).toHaveLength(1);

  open();
  await expect.poll(() => rulesSent(api)).toHaveLength(3);
  await expect.element(page.getByText('Saved').first()).toBeVisible();
  expect(rulesSent(api).at(-1)).toEqual({
    messages: 'on',
    quietDates: [{ from: '2026-12-24', through: '2026-12-24' }],
    installation: 'greeting',
  });
  expect(page.getByText(/Another admin changed this/).elements()).toEqual([]);
});

test('removed quiet dates come back with one tap, beside what was changed since; what is over goes', async () => {
  const over = { from: '2026-01-01', through: '2026-01-01' };
  const friday = { from: '2026-04-03', through: '2026-04-03' };
  const api = apiWith({ rules: { ...FIRST.rules, quietDates: [over, friday] } });
  await openTab(api, { at: AT });
  await expect.element(page.getByText('3 April')).toBeVisible();
  expect(page.getByText('1 January').elements()).toEqual([]);
  await button('Remove 3 April').click();
  await expect.element(page.getByLabelText('From', { exact: true })).toHaveFocus();
  await expect.poll(() => rulesSent(api).at(-1)?.quietDates).toEqual([]);
  const undo = button('Undo').first();
  await expect.element(undo).toBeVisible();
  await undo.click();
  await expect.element(button('Remove 3 April')).toBeVisible();
  await expect.poll(() => rulesSent(api).at(-1)?.quietDates).toEqual([over, friday]);
});

test('what another admin changed meanwhile is not written over, and shown', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  const silent = theSwitch('Install without a greeting');
  await expect.element(silent).toBeVisible();
  const rules = { ...FIRST.rules, messages: 'stopped', revision: 5 } as const;
  api.change({ rules });
  await silent.click();
  await expect.element(page.getByText(/Another admin changed this in the meantime/)).toBeVisible();
  await expect.element(theSwitch('The bot writes to people')).not.toBeChecked();
  await expect.element(silent).not.toBeChecked();
  expect(rulesSent(api)).toHaveLength(1);
});

test('a change that cannot be saved is taken back on the page, and can be sent again', async () => {
  const api = apiWith();
  const answers = [problem('unexpected')];
  const works = json({ ...FIRST.rules, installation: 'silent', revision: 5 });
  api.on('PUT /api/admin/message-rules', () => answers.pop() ?? works);
  await openTab(api, { at: AT });
  const silent = theSwitch('Install without a greeting');
  await silent.click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  await expect.element(silent).not.toBeChecked();
  await button('Try again').click();
  await expect.element(silent).toBeChecked();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('the smallest group is raised over the revision that was seen', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await expect.element(text('what was shown stays as it was')).toBeVisible();
  await userEvent.fill(fewest(), '25');
  await button('Save').click();
  await expect.element(text('Saved. It counts from the next release on.').first()).toBeVisible();
  expect(api.requests(SMALLEST).map(({ body }) => body)).toEqual([{ fewest: 25, revision: 3 }]);
  await expect.element(fewest()).toHaveValue(25);
  await userEvent.fill(fewest(), '30');
  await button('Save').click();
  await expect.poll(() => api.requests(SMALLEST)[1]?.body).toEqual({ fewest: 30, revision: 4 });
});

test.each(['9', '1001', '12.5', ''])(
  'a smallest group of "%s" is not sent, and the field says what fits',
  async (written) => {
    const api = apiWith();
    await openTab(api, { at: AT });
    await userEvent.fill(fewest(), written);
    await button('Save').click();
    await expect.element(text('Write a whole number from 10 to 1,000.')).toBeVisible();
    expect(api.requests(SMALLEST)).toEqual([]);
  },
);

test('what the API says of the number stands at the field', async () => {
  const api = apiWith();
  api.on(SMALLEST, () => {
    const fields = [{ path: 'fewest', reason: 'below-ten' }];
    const body = { type: 'about:invalid', title: 'Invalid', detail: '', status: 400 };
    return json({ ...body, code: 'invalid', fields }, 400);
  });
  await openTab(api, { at: AT });
  await userEvent.fill(fewest(), '12');
  await button('Save').click();
  await expect.element(fewest()).toHaveAccessibleDescription(/Ten is the least\./);
  // Once the button has the colours of one that can be used again.
  await expect.poll(findBarriers, { timeout: 10_000 }).toEqual([]);
});

test('where another admin was first to raise it, what was written stays until one decides', async () => {
  const api = apiWith();
  await openTab(api, { at: AT });
  await userEvent.fill(fewest(), '25');
  api.change({ smallestGroup: { fewest: 40, revision: 4 } });
  await button('Save').click();
  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent('Another admin was first: it is 40 now.');
  await expect.element(fewest()).toHaveValue(25);
  await button('Save').click();
  await expect.poll(() => api.requests(SMALLEST).at(-1)?.body).toEqual({ fewest: 25, revision: 4 });
  await expect.element(text('Saved.').first()).toBeVisible();

  await userEvent.fill(fewest(), '30');
  api.change({ smallestGroup: { fewest: 50, revision: 6 } });
  await button('Save').click();
  await button('Keep 50').click();
  await expect.element(fewest()).toHaveValue(50);
});
