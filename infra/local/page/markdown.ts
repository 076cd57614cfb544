const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The Markdown that cards may use in Teams (bold, italics, links, lists) as HTML. Everything else is
 * escaped, so that no card can bring markup of its own. Links are http, https or mailto.
 */
export function markdownToHtml(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
  const blocks: string[] = [];
  let list: { readonly tag: 'ul' | 'ol'; readonly items: string[] } | undefined;
  for (const line of escaped.split(/\r?\n/)) {
    const item = /^(?:([-*])|\d+\.)\s+(.*)$/.exec(line);
    if (item === null) {
      list = undefined;
      if (line.trim() !== '') blocks.push(`<p>${inline(line)}</p>`);
      continue;
    }
    const tag = item[1] === undefined ? 'ol' : 'ul';
    if (list?.tag !== tag) {
      list = { tag, items: [] };
      blocks.push('');
    }
    list.items.push(`<li>${inline(item[2] ?? '')}</li>`);
    blocks[blocks.length - 1] = `<${tag}>${list.items.join('')}</${tag}>`;
  }
  return blocks.join('');
}

function inline(escaped: string): string {
  return escaped
    .replace(/\[([^\]]+)\]\(((?:https?:|mailto:)[^\s)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])[_*]([^_*]+)[_*](?=$|[\s.,;:!?)])/g, '$1<em>$2</em>');
}
