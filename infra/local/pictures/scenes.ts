import { v7 as uuidV7 } from 'uuid';
import type { GivenHome } from '../../../shared/contract/home.ts';
import type { LocalPerson } from '../people.ts';
import type { Camera } from './camera.ts';

/** Takes every picture, in the order in which the stories go on. */
export async function takeAll(camera: Camera): Promise<void> {
  const freya = await camera.personWhoseNoteSays(/new to Alongside/);
  const nour = await camera.personWhoseNoteSays(/working remotely/);
  const nneka = await camera.personWhoseNoteSays(/Organiser of Women in Engineering/);
  const priya = await camera.personWhoseNoteSays(/Manager of 14/);
  const tomasz = await camera.personWhoseNoteSays(/Head of a department/);
  const marcus = await camera.personWhoseNoteSays(/^Admin/);
  for (const person of [freya, nour, nneka, priya, tomasz, marcus]) await camera.agree(person);

  await takeManager(camera, tomasz);
  await takeAdmin(camera, marcus);
  await takeOrganiser(camera, nneka, [freya, nour, priya, tomasz]);
  await takeEmployee(camera, freya);
  await takeArabic(camera, nour);
}

async function takeEmployee(camera: Camera, freya: LocalPerson): Promise<void> {
  for (const template of ['listen-hear-out', 'speak-jokes']) {
    const making = await camera.open(freya, { page: 'pledges/new' });
    await making.tab.locator(`a[href*="template=${template}"]`).click();
    await making.tab.getByRole('button', { name: 'Pledge', exact: true }).click();
    await making.tab.getByRole('heading', { name: 'Answers so far' }).waitFor();
    await making.page.context().close();
  }
  const home = await camera.open(freya);
  await home.page.getByRole('button', { name: 'Next check-in' }).click();
  await home.chat.getByText('A moment to check in').waitFor();
  await home.page.reload();
  await home.tab.getByRole('heading', { name: 'How did it go?' }).waitFor();
  await home.chat.getByText('A moment to check in').scrollIntoViewIfNeeded();
  await camera.take(home, 'home');

  const scene = await camera.open(freya, { page: 'learn/lessons/joke-at-lunch' });
  await scene.tab.getByRole('button', { name: 'Begin' }).click();
  await scene.tab.getByRole('heading', { name: 'The situation' }).waitFor();
  await camera.take(scene, 'scene');
}

async function takeOrganiser(
  camera: Camera,
  nneka: LocalPerson,
  allies: readonly LocalPerson[],
): Promise<void> {
  const { runs } = await camera.ask<GivenHome>(nneka, 'GET', '/api/home');
  const ergId = runs[0]?.ergId ?? '';
  for (const ally of allies) {
    const { membershipsRevision: revision } = await camera.ask<GivenHome>(ally, 'GET', '/api/home');
    await camera.ask(ally, 'POST', `/api/ergs/${ergId}/join`, { revision, showToAllies: false });
  }
  const roster = await camera.open(nneka, { page: `run/${ergId}/roster` });
  await roster.tab.getByText('Freya Thistlewood').first().waitFor();
  await camera.take(roster, 'organiser');
}

async function takeManager(camera: Camera, tomasz: LocalPerson): Promise<void> {
  const organisation = await camera.open(tomasz, { page: 'organisation' });
  await organisation.tab.getByText('Of 44 people below you').waitFor();
  await organisation.tab.locator('[data-measure] svg').last().waitFor();
  await organisation.tab.getByText('Month by month').scrollIntoViewIfNeeded();
  await camera.take(organisation, 'manager');
}

async function takeAdmin(camera: Camera, marcus: LocalPerson): Promise<void> {
  const settings = await camera.open(marcus, { page: 'admin/settings' });
  await settings.tab.getByRole('heading', { name: 'Who may take part' }).waitFor();
  await camera.take(settings, 'admin');
}

/** From right to left, and in the dark. */
async function takeArabic(camera: Camera, nour: LocalPerson): Promise<void> {
  const looks = { lang: 'ar', theme: 'dark' };
  await camera.ask(nour, 'POST', '/api/pledges', {
    id: uuidV7(),
    pillar: 'listen',
    form: { kind: 'own-words', words: 'إفساح المجال لإكمال الكلام' },
    source: { kind: 'own' },
    cadence: 'weekly',
    endsOn: '2030-05-14',
  });
  const home = await camera.open(nour, looks);
  const cards = home.chat.locator('.ac-adaptiveCard');
  // The bot speaks the language that it was last spoken to in.
  const greeted = await cards.count();
  const box = home.page.locator('.chat').getByRole('textbox');
  await box.fill('مرحبا');
  await box.press('Enter');
  await cards.nth(greeted).waitFor();
  const before = await cards.count();
  await home.page.getByRole('button', { name: 'Next check-in' }).click();
  await cards.nth(before).waitFor();
  await home.page.reload();
  await home.tab.getByRole('group').first().waitFor();
  await cards.last().scrollIntoViewIfNeeded();
  await camera.take(home, 'arabic');
}
