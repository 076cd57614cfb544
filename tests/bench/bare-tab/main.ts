// The least that a tab of this stack can be: meets Teams, and draws one button that answers. What home takes is measured
// against it.
import {
  Button,
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  teamsLightTheme,
} from '@fluentui/react-components';
import { app } from '@microsoft/teams-js';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

function OneButton() {
  const [isPressed, setPressed] = useState(false);
  if (isPressed) return createElement('p', null, 'Pressed');
  return createElement(Button, { onClick: () => setPressed(true) }, 'Press');
}

await app.initialize();
const { locale } = (await app.getContext()).app;
document.documentElement.lang = locale;
const { nonce = '' } = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]') ?? {};
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const page = createElement(
  FluentProvider,
  { theme: teamsLightTheme },
  createElement('main', null, createElement(OneButton)),
);
createRoot(document.getElementById('root') as HTMLElement).render(
  createElement(RendererProvider, { renderer, children: page }),
);
app.notifyAppLoaded();
void app.notifySuccess();
