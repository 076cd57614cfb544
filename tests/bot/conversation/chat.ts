import { createChatHandlers } from '../../../bot/conversation/chat-handlers.ts';
import type { CardJson, CardReply, ChatOrigin, Reply } from '../../../bot/ports.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { type Button, buttonsOf, rowsOf, textsOf, titlesOf } from '../cards/card-texts.ts';
import { APP_ID } from '../cards/people.ts';
import { InMemoryChatCommands } from './in-memory-chat-commands.ts';

/** The chat of one person with the bot: says, taps and sees as that person would. */
export class Chat {
  readonly commands: InMemoryChatCommands;
  readonly #handlers: ReturnType<typeof createChatHandlers>;
  readonly #origin: ChatOrigin;
  /** The card seen last. */
  card: CardJson | undefined;
  /** The message whose card is tapped. */
  activityId: string | undefined = 'activity-1';

  constructor(person: Person, others: readonly Person[] = [], language = 'en-GB') {
    this.commands = new InMemoryChatCommands(person, ...others);
    this.#handlers = createChatHandlers({ commands: this.commands, appId: APP_ID });
    this.#origin = {
      person: person.key,
      name: person.profile.name,
      conversationId: 'chat-a',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      language,
    };
  }

  get person(): Person {
    return this.commands.get(this.#origin.person);
  }

  /** The texts of the card seen last, top to bottom. */
  get texts(): readonly string[] {
    return textsOf(this.card);
  }

  get buttons(): readonly Button[] {
    return buttonsOf(this.card);
  }

  get titles(): readonly string[] {
    return titlesOf(this.card);
  }

  async install(): Promise<readonly Reply[]> {
    return this.#see(await this.#handlers.onInstall(this.#origin));
  }

  async uninstall(): Promise<void> {
    await this.#handlers.onUninstall(this.#origin);
  }

  async say(text: string): Promise<readonly Reply[]> {
    return this.#see(await this.#handlers.onMessage(this.#origin, text));
  }

  /** The replies of a scene on the card seen last. */
  get replies(): readonly string[] {
    return rowsOf(this.card).map(({ title }) => title);
  }

  /** Taps the button, or the reply of a scene, with this title on the card seen last, or on an older one. */
  async tap(title: string, card = this.card): Promise<CardReply> {
    const ways = [...buttonsOf(card), ...rowsOf(card)];
    const button = ways.find((candidate) => candidate.title === title);
    if (button?.verb === undefined) throw new Error(`No button "${title}" to tap`);
    return this.send(button.verb, button.data);
  }

  /** Sends any verb with any data, as somebody might who writes their own requests. */
  async send(verb: string, data: unknown): Promise<CardReply> {
    const action = { verb, data, activityId: this.activityId };
    const reply = await this.#handlers.onCardAction(this.#origin, action);
    if (reply.kind === 'card') this.card = reply.card;
    return reply;
  }

  #see(replies: readonly Reply[]): readonly Reply[] {
    for (const reply of replies) if (reply.kind === 'card') this.card = reply.card;
    return replies;
  }
}
