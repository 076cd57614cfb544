import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Below those that a system gives to whoever connects: nobody takes it by chance until it is used. */
const FIRST = 20_000;
const COUNT = 10_000;

/** A port of this machine on which nobody listens at the moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    const listening = once(server, 'listening');
    server.listen(FIRST + Math.floor(Math.random() * COUNT), '127.0.0.1');
    try {
      await listening;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') continue;
      throw error;
    }
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }
}
