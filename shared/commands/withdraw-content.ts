import { catalogueIn, type Template } from '../catalogue/catalogue.ts';
import { findLesson } from '../catalogue/lesson.ts';
import type { ErgItem, ItemKind } from '../domain/erg-content.ts';
import { withdrawProfile } from '../domain/erg-decisions.ts';
import { isPublished, type NewsContent } from '../domain/news.ts';
import type { ReportedThing } from '../domain/report.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { type ErgItemRefusal, withdrawErgItem } from './change-erg-item.ts';
import { changeErg } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';
import { type RunNewsRefusal, withdrawNews } from './run-news.ts';

/** A piece of content as it is now. */
export interface PresentContent {
  /** What it says, in short: lines that an admin reads. */
  readonly words: readonly string[];
  /** The ERG that it is of. */
  readonly erg?: { readonly id: string; readonly name: string };
  /** `fixed`: it belongs to Alongside itself, and no admin withdraws it. */
  readonly state: 'shown' | 'not-shown' | 'withdrawn' | 'fixed';
  /** To be named when it is withdrawn, so that nobody withdraws what they did not see. */
  readonly revision: number;
}

/** Reads a piece of content that somebody reported or wants to; undefined where it is not there. */
export async function readContent(
  deps: Pick<CommandDeps, 'clock' | 'ergContent' | 'ergs' | 'news'>,
  tenantId: string,
  about: ReportedThing,
  language: string,
): Promise<PresentContent | undefined> {
  if (about.kind === 'template') {
    const template = catalogueIn(language).find(({ id }) => id === about.id);
    if (template === undefined) return undefined;
    return { words: [template.text.title, wordsOf(template)], state: 'fixed', revision: 0 };
  }
  if (about.kind === 'built-in-lesson') {
    const lesson = findLesson(about.id, language);
    if (lesson === undefined) return undefined;
    return { words: [lesson.title, lesson.summary], state: 'fixed', revision: 0 };
  }
  const erg = await deps.ergs.read(tenantId, about.ergId);
  if (erg === undefined) return undefined;
  const of = { id: erg.id, name: erg.name };
  switch (about.kind) {
    case 'erg': {
      const words = [
        `${erg.picture} ${erg.purpose}`,
        ...(erg.tags.length > 0 ? [erg.tags.join(' · ')] : []),
      ];
      const seen = erg.state === 'active' ? 'shown' : 'not-shown';
      const state = erg.isWithdrawn === true ? 'withdrawn' : seen;
      return { words, erg: of, state, revision: erg.revision };
    }
    case 'ask':
    case 'lesson':
    case 'event': {
      const where = { tenantId, ergId: erg.id };
      const loaded = await deps.ergContent.load<ItemKind>(where, about.kind, about.id);
      if (loaded === undefined) return undefined;
      const { item } = loaded;
      const seen = item.state === 'published' && erg.state === 'active' ? 'shown' : 'not-shown';
      const state = item.state === 'withdrawn' ? 'withdrawn' : seen;
      return { words: wordsOfItem(item), erg: of, state, revision: item.revision };
    }
    case 'moment':
    case 'announcement': {
      const news = (await deps.news.load(tenantId, erg.id, about.id))?.news;
      if (news?.content.kind !== about.kind) return undefined;
      const isShown = erg.state === 'active' && isPublished(news, deps.clock.now());
      const state = news.life.state === 'withdrawn' ? 'withdrawn' : isShown ? 'shown' : 'not-shown';
      return { words: wordsOfNews(news.content), erg: of, state, revision: news.revision };
    }
  }
}

/** Why content is not withdrawn. `not-withdrawable`: it is not an ERG's. */
export type WithdrawRefusal =
  | 'not-found'
  | 'not-allowed'
  | 'changed-meanwhile'
  | 'not-withdrawable'
  | 'busy';

/**
 * Takes a piece of content off everywhere, as an admin; the ERG's own log and the admins' say so, and its organisers see
 * it. Withdrawn already is fine. `seen` is its revision that the admin saw.
 */
export async function withdrawContent(
  deps: CommandDeps,
  admin: { readonly tenantId: string; readonly userId: string },
  about: ReportedThing,
  seen: number,
): Promise<Result<'withdrawn', WithdrawRefusal>> {
  if (about.kind === 'template' || about.kind === 'built-in-lesson') {
    return refused('not-withdrawable');
  }
  const { tenantId, userId } = admin;
  const ask = { tenantId, ergId: about.ergId, actor: { userId, as: 'admin' } } as const;
  switch (about.kind) {
    case 'erg': {
      const changed = await changeErg(deps, ask, (erg) => {
        const decided = withdrawProfile(erg, seen);
        if (!decided.ok) return refused('changed-meanwhile');
        return accepted({ erg: decided.value, acts: [{ act: 'profile.withdrawn' }] });
      });
      if (changed.ok) return accepted('withdrawn');
      return refused(changed.reason === 'name-taken' ? 'busy' : changed.reason);
    }
    case 'ask':
    case 'lesson':
    case 'event': {
      const { kind, id } = about;
      const withdrawn = await withdrawErgItem(deps, ask, { kind, id, seen });
      return withdrawn.ok ? accepted('withdrawn') : refused(whyNot(withdrawn.reason));
    }
    case 'moment':
    case 'announcement': {
      const known = (await deps.news.load(tenantId, about.ergId, about.id))?.news;
      if (known?.content.kind !== about.kind) return refused('not-found');
      const withdrawn = await withdrawNews(deps, { ...ask, newsId: about.id }, seen);
      return withdrawn.ok ? accepted('withdrawn') : refused(whyNot(withdrawn.reason));
    }
  }
}

/** What an admin is told; the other refusals are about what only organisers do. */
function whyNot(reason: ErgItemRefusal | RunNewsRefusal): WithdrawRefusal {
  switch (reason) {
    case 'not-found':
    case 'not-allowed':
    case 'changed-meanwhile':
      return reason;
    default:
      return 'busy';
  }
}

function wordsOfNews(content: NewsContent): readonly string[] {
  return content.kind === 'moment'
    ? [content.title, content.ifThisTouchesYou, content.ifYouWantToSupport]
    : [content.title, content.text];
}

function wordsOfItem({ words }: ErgItem): readonly string[] {
  if ('form' in words) {
    const form = words.form.kind === 'if-then' ? words.form.action : words.form.goal;
    return [words.title, words.why, form, words.question];
  }
  if ('summary' in words) return [words.title, words.summary, words.link ?? ''].filter(isText);
  const { title, description, place = '', joinUrl = '', access } = words;
  return [title, description, place, joinUrl, access].filter(isText);
}

function wordsOf({ text }: Template): string {
  return text.form === 'plain-goal' ? text.goal : text.action;
}

function isText(text: string): boolean {
  return text !== '';
}
