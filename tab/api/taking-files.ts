import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { TypedApp } from './api.ts';

/** Registers routes that take a file as their body, in a room of their own: nothing else takes files, and they take nothing else. */
export function takingFiles(app: TypedApp, routes: (room: TypedApp) => void): void {
  void app.register(async (plain) => {
    plain.removeAllContentTypeParsers();
    plain.addContentTypeParser(
      ['text/csv', 'application/octet-stream'],
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    );
    routes(plain.withTypeProvider<ZodTypeProvider>());
  });
}

/** The file in a body; empty where there was none. */
export function fileIn(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
