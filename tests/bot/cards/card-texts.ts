import type { CardJson } from '../../../bot/ports.ts';

/** A button of a card. */
export interface Button {
  readonly type: string;
  readonly title: string;
  readonly verb?: string;
  readonly data?: unknown;
  readonly url?: string;
}

/** The texts of a card, top to bottom. */
export function textsOf(card: unknown): readonly string[] {
  return collect(card, 'text') as string[];
}

/** The buttons of a card, top to bottom. */
export function buttonsOf(card: CardJson | undefined): readonly Button[] {
  return (collect(card, 'actions') as Button[][]).flat();
}

/** What the buttons of a card are called, top to bottom. */
export function titlesOf(card: CardJson | undefined): readonly string[] {
  return buttonsOf(card).map(({ title }) => title);
}

/** What is tapped as a whole and answered by the bot: the replies of a scene. */
export function rowsOf(card: CardJson | undefined): readonly Button[] {
  return (collect(card, 'selectAction') as Button[]).filter(({ verb }) => verb !== undefined);
}

/** What is opened by tapping words: the way to a lesson. */
export function linksOf(card: CardJson | undefined): readonly Button[] {
  return (collect(card, 'selectAction') as Button[]).filter(({ url }) => url !== undefined);
}

/** Every value of a property, wherever it stands, in order. */
function collect(json: unknown, property: string): unknown[] {
  if (Array.isArray(json)) return json.flatMap((item: unknown) => collect(item, property));
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json as Record<string, unknown>).flatMap(([name, value]) =>
    name === property ? [value] : collect(value, property),
  );
}
