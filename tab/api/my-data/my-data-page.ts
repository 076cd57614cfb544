import { NOT_INCLUDED } from '../../../shared/commands/export-elsewhere.ts';
import type { PersonExport } from '../../../shared/commands/export-person.ts';
import { directionOf } from '../../../shared/domain/languages.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { elsewhereSection } from './elsewhere-section.ts';
import { html, Markup } from './markup.ts';
import { listTable, ownWords, type Reader, readerIn, type Section } from './pieces.ts';
import { pledgesSection } from './pledges-section.ts';
import {
  buddiesSection,
  ergsSection,
  eventsSection,
  journalSection,
  lessonsSection,
  messagesSection,
  settingsSection,
  type Telling,
  youSection,
} from './sections.ts';

/** The sections of the page, in the order in which they are read. */
const SECTIONS: readonly ((telling: Telling) => Section)[] = [
  aboutSection,
  youSection,
  settingsSection,
  pledgesSection,
  lessonsSection,
  journalSection,
  ergsSection,
  eventsSection,
  buddiesSection,
  messagesSection,
  elsewhereSection,
];

// Nothing here that a page could ask of another: colours are the reader's system's, so both themes and contrast fit.
const STYLE = new Markup(`
:root{color-scheme:light dark;font:16px/1.5 "Segoe UI",system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem;background:Canvas;color:CanvasText}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.3;margin:3rem 0 .75rem;padding-top:1rem;border-top:1px solid GrayText}
h3{font-size:1.05rem;margin:1.75rem 0 .25rem}
p,li{max-width:70ch}
nav ul{padding-inline-start:1.25rem;columns:14rem}
nav a{display:inline-block;padding:.25rem 0;color:LinkText}
.words{white-space:pre-wrap;overflow-wrap:anywhere}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1.5rem}
caption{text-align:start;font-weight:600;padding:.25rem 0}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid color-mix(in srgb,CanvasText 25%,Canvas);overflow-wrap:break-word}
[dir=rtl] th,[dir=rtl] td{padding:.5rem 0 .5rem .75rem}
tbody th{font-weight:400;min-width:6.5rem}
.facts th{width:16rem;color:color-mix(in srgb,CanvasText 75%,Canvas)}
@media (max-width:480px){.facts th,.facts td{display:block;width:auto}.facts th{border:0;padding-bottom:0}}
@media print{nav{display:none}h2{break-after:avoid}tr,article h3{break-inside:avoid}}
`);

/** What a person's data says, on one page that asks for nothing else: no script, no picture, no request. `language`: BCP 47. */
export function myDataPage(data: PersonExport, language: string): string {
  const { person } = data.whole;
  const translator = translatorFor(language);
  const reader = readerIn(translator, person?.profile.settings.zone ?? 'UTC');
  const { t, zone, moment, locale } = reader;
  const when = moment(data.exportedAt);
  const name = person?.profile.name ?? '';
  const sections = SECTIONS.map((section) => section({ data, reader }));
  const page = html`<!doctype html>
    <html lang="${locale}" dir="${directionOf(translator.language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="referrer" content="no-referrer" />
        <title>${t('export:title')}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <h1>${t('export:title')}</h1>
          <p>
            <bdi
              >${name === '' ? t('export:made-nameless', { when, zone }) : t('export:made', { name, when, zone })}</bdi
            >
          </p>
        </header>
        <nav aria-label="${t('export:contents')}">
          <ul>
            ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main>${sections.map((section) => rendered(section, reader))}</main>
      </body>
    </html> `;
  return page.text.trim();
}

function rendered({ id, title, parts }: Section, { t }: Reader): Markup {
  const there = parts.filter((part) => part !== undefined);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}" tabindex="-1">${title}</h2>
    ${there.length === 0 ? html`<p>${t('export:nothing')}</p>` : there}
  </section> `;
}

/** What is in the file, and what is not and why. */
function aboutSection({ data, reader }: Telling): Section {
  const { t } = reader;
  const isUnread = data.whole.person === undefined && data.rows.length > 0;
  return {
    id: 'about',
    title: t('export:about.title'),
    parts: [
      html`<p>${t('export:about.both')}</p>`,
      isUnread ? html`<p>${t('export:about.unreadable')}</p>` : undefined,
      listTable(
        t('export:about.caption'),
        [t('export:about.what'), t('export:about.why')],
        NOT_INCLUDED.map((one) => [
          ownWords(t(`export:about.not.${one}.what`)),
          t(`export:about.not.${one}.why`),
        ]),
      ),
    ],
  };
}
