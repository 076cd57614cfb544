import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A storage account as if it stood somewhere else. */
export interface StorageAway {
  readonly connectionString: string;
  stop(): void;
}

/** Lets every answer of Azurite come so many milliseconds later, as from storage in another building. */
export async function startStorageAway(
  connectionString: string,
  awayMs: number,
): Promise<StorageAway> {
  const stops: (() => void)[] = [];
  let moved = connectionString;
  for (const [, port = ''] of connectionString.matchAll(/127\.0\.0\.1:(\d+)/g)) {
    const { port: own, stop } = await startDelay(Number(port), awayMs);
    stops.push(stop);
    moved = moved.replace(`127.0.0.1:${port}`, `127.0.0.1:${own}`);
  }
  return {
    connectionString: moved,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

async function startDelay(to: number, awayMs: number) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.setNoDelay();
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (bytes) => void setTimeout(() => near.writable && near.write(bytes), awayMs));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
