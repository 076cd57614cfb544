import { answerCheckIn } from '../../shared/commands/answer-check-in.ts';
import { changeMessages, changeSettings } from '../../shared/commands/change-settings.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import { withdrawConsent } from '../../shared/commands/withdraw-consent.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import { waitingQuestions } from '../../shared/domain/questions.ts';

/** What somebody does while their message is on its way. */
export type Doing = 'nothing' | 'settings' | 'answer' | 'pause' | 'stop' | 'erase';

/** What the n-th person does: most nothing, some change something again and again, a few want nothing any more. */
export function doingOf(n: number): Doing {
  const doings = [
    'nothing',
    'settings',
    'settings',
    'answer',
    'pause',
    'settings',
    'stop',
  ] as const;
  return n % 40 === 39 ? 'erase' : (doings[n % 10] ?? 'nothing');
}

/** Whether somebody who does this is to get their message whatever happens. */
export function isToBeTold(doing: Doing): boolean {
  return doing === 'nothing' || doing === 'settings';
}

/** What is known right after somebody wanted nothing any more. */
export interface Silenced {
  readonly userId: string;
  /** Real time at which it was acknowledged. */
  readonly atMs: number;
  /** A message was sent already, or claimed. `undefined` where nothing is left to tell it by: they are erased. */
  readonly wasTold: boolean | undefined;
}

/** Does it, as the tab would. Gives what is known of somebody who is to get nothing from now on. */
export async function doSomething(
  deps: CommandDeps,
  key: PersonKey,
  doing: Doing,
): Promise<Silenced | undefined> {
  switch (doing) {
    case 'nothing':
      return undefined;
    case 'settings':
      await changeWords(deps, key);
      return undefined;
    case 'answer': {
      const loaded = await deps.people.load(key);
      const [question] =
        loaded === undefined ? [] : waitingQuestions(loaded.person, deps.clock.now());
      if (question === undefined) return undefined;
      const given = { question, answer: 'did-it', via: 'tab', seen: null } as const;
      const answered = await answerCheckIn(deps, { key }, given);
      return answered.ok ? silenced(deps, answered.value) : undefined;
    }
    case 'pause':
    case 'stop': {
      const messages =
        doing === 'stop'
          ? ({ state: 'stopped' } as const)
          : ({ state: 'paused', until: '2026-04-10' } as const);
      const changed = await changeMessages(deps, { key }, messages);
      return changed.ok ? silenced(deps, changed.value) : undefined;
    }
    case 'erase': {
      const erased = await withdrawConsent(deps, { key });
      const { userId } = key;
      return erased.ok ? { userId, atMs: deps.clock.realMs(), wasTold: undefined } : undefined;
    }
  }
}

/** Switches own words on cards on or off: a change that keeps the message wanted. */
async function changeWords(deps: CommandDeps, key: PersonKey): Promise<void> {
  const loaded = await deps.people.load(key);
  if (loaded === undefined) return;
  const { settings, settingsRevision } = loaded.person.profile;
  const wanted = { ...settings, showWords: !settings.showWords };
  // Refused where a worker was first six times, or another change came between: the person tries again later.
  await changeSettings(deps, { key }, wanted, settingsRevision);
}

function silenced(deps: CommandDeps, { key, deliveries }: Person): Silenced {
  const wasTold = deliveries.some(({ progress }) => progress.state !== 'given-up');
  return { userId: key.userId, atMs: deps.clock.realMs(), wasTold };
}
