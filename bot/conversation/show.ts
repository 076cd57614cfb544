import { localDateAt } from '../../shared/domain/cadence.ts';
import { nextQuestionOn } from '../../shared/domain/questions.ts';
import type { Messages } from '../../shared/domain/settings.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { firstAskPart } from '../cards/ask-part.ts';
import { type HelpOccasion, helpCard } from '../cards/help-card.ts';
import { messageCard } from '../cards/message-card.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import { type NextQuestion, nothingTodayCard } from '../cards/nothing-today-card.ts';
import { pauseDateCard } from '../cards/pause-date-card.ts';
import { pledgesCard } from '../cards/pledges-card.ts';
import { settingsCard } from '../cards/settings-card.ts';
import type { CardJson } from '../ports.ts';
import { cardReaderOf, type ChatTurn, readerOf } from './chat-turn.ts';
import type { PauseEnd } from './intent.ts';
import { pauseUntil } from './pause-until.ts';
import { waitingAsks } from './waiting-asks.ts';

/** What waits to be answered, one on one card, or "Nothing today" with when there will be something. */
export function showQuestion(turn: ChatTurn): CardJson {
  const { person, commands } = turn;
  const reader = cardReaderOf(turn);
  const part = firstAskPart(reader, person, waitingAsks(person, commands.now()));
  return part === undefined
    ? nothingTodayCard({ ...readerOf(turn), next: nextQuestion(turn) })
    : messageCard(reader, [part]);
}

function nextQuestion({ person, commands }: ChatTurn): NextQuestion {
  if (person.pledges.length === 0) return 'no-pledges';
  const now = commands.now();
  const [on] = person.pledges
    .map((pledge) => nextQuestionOn(pledge, person.profile.settings, now))
    .filter((date) => date !== undefined)
    .toSorted();
  return on === undefined ? 'none-planned' : { on };
}

/** What the bot can do, with how much waits. */
export function showHelp(turn: ChatTurn, occasion: HelpOccasion): CardJson {
  const waiting = waitingAsks(turn.person, turn.commands.now()).length;
  return helpCard({ ...readerOf(turn), occasion, waiting });
}

/** The pledges in hand. */
export function showPledges(turn: ChatTurn): CardJson {
  const { pledges, profile } = turn.person;
  const now = turn.commands.now();
  return pledgesCard({ ...readerOf(turn), pledges, settings: profile.settings, now });
}

/** How messages stand. */
export function showSettings(turn: ChatTurn, notSaved = false): CardJson {
  const { settings } = turn.person.profile;
  return settingsCard({ ...readerOf(turn), settings, today: todayOf(turn), notSaved });
}

/** Pauses until the day that was said and confirms it; where that is no day to pause until, asks. */
export async function pause(turn: ChatTurn, end: PauseEnd): Promise<CardJson> {
  const until = pauseUntil(end, todayOf(turn));
  return until === undefined
    ? pauseDateCard(readerOf(turn))
    : changeMessages(turn, { state: 'paused', until });
}

/** Changes whether the bot writes, and confirms how it stands then. */
export async function changeMessages(turn: ChatTurn, messages: Messages): Promise<CardJson> {
  const { commands, origin } = turn;
  const changed = await commands.changeMessages(origin.person, messages);
  if (changed.ok) return showSettings({ ...turn, person: changed.value });
  switch (changed.reason) {
    case 'consent-needed':
    case 'consent-version-passed':
      return notAgreedCard(readerOf(turn));
    case 'pause-in-the-past':
      return pauseDateCard(readerOf(turn));
    case 'changed-meanwhile': {
      const person = (await commands.readPerson(origin.person)) ?? turn.person;
      return showSettings({ ...turn, person }, true);
    }
  }
}

function todayOf({ person, commands }: ChatTurn): LocalDate {
  return localDateAt(commands.now(), person.profile.settings.zone);
}
