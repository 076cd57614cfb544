// The smallest tab that uses the real teams-js: it writes down what its host tells it.
import { app, authentication, clipboard, pages } from '@microsoft/teams-js';

const show = (id: string, words: string) => {
  document.querySelector(`#${id}`)?.replaceChildren(words);
};
const onClick = (id: string, act: () => Promise<unknown>) =>
  document.querySelector(`#${id}`)?.addEventListener('click', () => void act());

await app.initialize();
const context = await app.getContext();
show('theme', context.app.theme);
app.registerOnThemeChangeHandler((theme) => show('theme', theme));
show(
  'context',
  JSON.stringify({
    locale: context.app.locale,
    page: context.page.id,
    subPage: context.page.subPageId,
    person: context.user?.id,
    tenant: context.user?.tenant?.id,
    clipboard: clipboard.isSupported(),
  }),
);
show('token', await authentication.getAuthToken());
onClick('navigate', () =>
  pages.navigateToApp({
    appId: 'b7c9a1e4-5d20-4c6f-8f13-90ab12cd34ef',
    pageId: 'home',
    subPageId: 'learn',
  }),
);
onClick('link', () =>
  app.openLink(
    'https://teams.microsoft.com/l/entity/b7c9a1e4-5d20-4c6f-8f13-90ab12cd34ef/home?context=%7B%22subEntityId%22%3A%22settings%22%7D',
  ),
);
app.notifyAppLoaded();
await app.notifySuccess();
