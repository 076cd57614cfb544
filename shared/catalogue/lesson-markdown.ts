import type { PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { type Block, LESSON_PARTS, type LessonText, type Span } from '../domain/lesson-text.ts';

const line = z.string().trim().min(1);

const Head = z.strictObject({
  title: line.max(60),
  summary: line.max(170),
  minutes: z.int().min(2).max(5),
  sources: z
    .array(
      z.strictObject({
        by: line.max(120),
        title: line.max(200),
        published: line.max(120),
        year: z.int().min(1900).max(2100),
      }),
    )
    .default([]),
});

/** A lesson file that cannot be read, and why, for whoever writes it. */
export class BrokenLesson extends Error {
  override readonly name = 'BrokenLesson';
}

/**
 * Reads the file of a built-in lesson: YAML between two lines of `---`, then Markdown with the headings `## what`,
 * `## why`, `## example`, `## try` and `## question`, each once and in this order. Paragraphs, lists with dashes, quotes,
 * *emphasis* and **strong** are all that it may use. Throws `BrokenLesson`.
 */
export function readLesson(file: string): LessonText {
  const { head, body } = cut(file);
  return { ...readHead(head), parts: partsOf(fromMarkdown(body).children) };
}

/**
 * Reads the facts of a lesson alone; `text` reads the rest when it is first asked for. Markdown takes by far the most time, and
 * of all languages together a sixth of a start. Throws `BrokenLesson`, and so does `text`.
 */
export function readLessonLater(
  file: string,
): Omit<LessonText, 'parts'> & { readonly text: () => LessonText } {
  let text: LessonText | undefined;
  return { ...readHead(cut(file).head), text: () => (text ??= readLesson(file)) };
}

function cut(file: string): { readonly head: string; readonly body: string } {
  const found = /^---\n(?<head>.*?)\n---\n(?<body>.*)$/s.exec(file)?.groups;
  if (found === undefined)
    throw new BrokenLesson('A lesson begins with its facts between two lines of ---.');
  return { head: found['head'] ?? '', body: found['body'] ?? '' };
}

function readHead(yaml: string): z.output<typeof Head> {
  const head = Head.safeParse(parsedHead(yaml));
  if (!head.success) throw new BrokenLesson(z.prettifyError(head.error));
  return head.data;
}

function parsedHead(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new BrokenLesson(error.message, { cause: error });
  }
}

function partsOf(nodes: readonly RootContent[]): LessonText['parts'] {
  const parts: { name: string; blocks: Block[] }[] = [];
  for (const node of nodes) {
    if (node.type === 'heading') {
      if (node.depth !== 2) throw new BrokenLesson('A heading is written with ##.');
      parts.push({
        name: spansOf(node.children)
          .map(({ text }) => text)
          .join(''),
        blocks: [],
      });
      continue;
    }
    const part = parts.at(-1);
    if (part === undefined) throw new BrokenLesson('Words stand before the first heading.');
    part.blocks.push(blockOf(node));
  }
  const names = parts.map(({ name }) => name);
  if (names.join() !== LESSON_PARTS.join()) {
    throw new BrokenLesson(`The headings are ${names.join(', ')}, not ${LESSON_PARTS.join(', ')}.`);
  }
  const blocksOf = (name: string) => {
    const blocks = parts.find((part) => part.name === name)?.blocks ?? [];
    if (blocks.length === 0) throw new BrokenLesson(`Nothing stands below ${name}.`);
    return blocks;
  };
  return {
    what: blocksOf('what'),
    why: blocksOf('why'),
    example: blocksOf('example'),
    try: blocksOf('try'),
    question: blocksOf('question'),
  };
}

function blockOf(node: RootContent): Block {
  switch (node.type) {
    case 'paragraph':
      return { kind: 'paragraph', spans: spansOf(node.children) };
    case 'blockquote':
      return { kind: 'quote', spans: onlyParagraphIn(node.children) };
    case 'list':
      if (node.ordered === true) throw new BrokenLesson('A list is written with dashes.');
      return {
        kind: 'list',
        items: node.children.map(({ children }) => onlyParagraphIn(children)),
      };
    default:
      throw new BrokenLesson(`A lesson has no ${node.type}.`);
  }
}

/** The words of a quote or of an item of a list. Two paragraphs would run into one. */
function onlyParagraphIn(nodes: readonly RootContent[]): readonly Span[] {
  const [node, ...more] = nodes;
  if (node?.type !== 'paragraph' || more.length > 0)
    throw new BrokenLesson('A quote, and an item of a list, is one paragraph and nothing else.');
  return spansOf(node.children);
}

function spansOf(nodes: readonly PhrasingContent[]): readonly Span[] {
  return nodes.map((node): Span => {
    switch (node.type) {
      case 'text':
        return { text: unbroken(node.value) };
      case 'emphasis':
        return { text: plainIn(node.children), weight: 'emphasis' };
      case 'strong':
        return { text: plainIn(node.children), weight: 'strong' };
      default:
        throw new BrokenLesson(`A lesson has no ${node.type}.`);
    }
  });
}

function plainIn(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if (node.type !== 'text')
        throw new BrokenLesson(`There is ${node.type} inside another mark.`);
      return unbroken(node.value);
    })
    .join('');
}

/** A line break in the file is a space to the reader. */
function unbroken(text: string): string {
  return text.replaceAll('\n', ' ');
}
