import type { ServerResponse } from 'node:http';
import type { ChatEntry, ChatLog } from './connector/chat-log.ts';

/** The pages that follow a chat, each over one open response (server-sent events). */
export interface EventStreams {
  /**
   * Turns a response into a stream of one person's chat: everything after an entry, then whatever comes, as
   * events `entry` (JSON of a ChatEntry, its `order` as the id), and `clock` when product time moved.
   */
  open(response: ServerResponse, personId: string, afterOrder: number): void;
  /** Tells every page that product time moved. */
  tellClock(reading: unknown): void;
  /** Ends all streams, so that the server can close. */
  endAll(): void;
}

/** Streams over the chats' history. */
export function createEventStreams(log: ChatLog): EventStreams {
  const open = new Set<ServerResponse>();
  return {
    open(response, personId, afterOrder) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const tell = (entry: ChatEntry): void => {
        response.write(`id: ${entry.order}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`);
      };
      response.write('retry: 1000\n\n');
      for (const entry of log.of(personId, afterOrder)) tell(entry);
      // The page knows by this that what came before is history, not news.
      response.write('event: ready\ndata: {}\n\n');
      const stop = log.listen((entry) => {
        if (entry.personId === personId) tell(entry);
      });
      open.add(response);
      response.once('close', () => {
        stop();
        open.delete(response);
      });
    },
    tellClock(reading) {
      for (const response of open) {
        response.write(`event: clock\ndata: ${JSON.stringify(reading)}\n\n`);
      }
    },
    endAll() {
      for (const response of open) response.end();
    },
  };
}
