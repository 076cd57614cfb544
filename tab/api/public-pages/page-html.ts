import { directionOf } from '../../../shared/domain/languages.ts';
import {
  type PageText,
  pageTextsFor,
  PUBLIC_PAGES,
  type PublicPage,
} from '../../../shared/i18n/page-texts.ts';
import { escapeHtml } from '../escape-html.ts';

/** A paragraph or a point of a list, with whom to write to as a link. */
function line(text: string, contact: string): string {
  return escapeHtml(text).replaceAll('{{contact}}', () => contact);
}

function section({ title, text, list }: PageText['sections'][number], contact: string): string {
  const paragraphs = text.map((one) => `<p>${line(one, contact)}</p>`).join('');
  const points = list.map((one) => `<li>${line(one, contact)}</li>`).join('');
  return `<section><h2>${escapeHtml(title)}</h2>${paragraphs}${points === '' ? '' : `<ul>${points}</ul>`}</section>`;
}

/**
 * One of the pages that need no sign-in, as a whole HTML document without script or style of its own.
 * @param supportMail whom to write to; the organisation's help desk where it is not given
 */
export function publicPageHtml(
  page: PublicPage,
  reader: { readonly language: string; readonly supportMail?: string | undefined },
): string {
  const { language, texts } = pageTextsFor(reader.language);
  const { title, sentence, sections } = texts[page];
  const { supportMail: mail } = reader;
  const contact =
    mail === undefined
      ? escapeHtml(texts['help-desk'])
      : `<a href="mailto:${escapeHtml(encodeURI(mail))}">${escapeHtml(mail)}</a>`;
  const menu = PUBLIC_PAGES.map((name) => {
    const here = name === page ? ' aria-current="page"' : '';
    return `<li><a href="/${name}"${here}>${escapeHtml(texts[name].link)}</a></li>`;
  }).join('');
  const direction = directionOf(language);
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Alongside</title>
<link rel="icon" href="/pages/sign.svg">
<link rel="stylesheet" href="/pages/pages.css">
</head>
<body>
<header>
<p class="name"><img src="/pages/sign.svg" alt="" width="40" height="40"><span>Alongside</span></p>
<nav aria-label="${escapeHtml(texts.menu)}"><ul>${menu}</ul></nav>
</header>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="sentence">${escapeHtml(sentence)}</p>
${sections.map((one) => section(one, contact)).join('\n')}
</main>
</body>
</html>
`;
}
