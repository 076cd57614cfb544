import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject, onTestFinished } from 'vitest';

/** What stands between the program and storage does with requests. */
export type Passing = 'pass' | 'cut' | 'busy' | 'forbidden';

/** The Azurite of this run behind something that can be told to fail, until the running test is over. */
export async function breakableAzurite(): Promise<{
  readonly connectionString: string;
  set(passing: Passing): void;
}> {
  let passing: Passing = 'pass';
  const whole = inject('azurite');
  const ports = [...whole.matchAll(/(?:Queue|Table)Endpoint=http:\/\/127\.0\.0\.1:(\d+)/g)];
  let connectionString = whole;
  for (const [, port = ''] of ports) {
    const server = createServer((request, response) => {
      if (passing === 'cut') {
        request.socket.destroy();
        return;
      }
      if (passing !== 'pass') {
        const [status, code] =
          passing === 'busy' ? [503, 'ServerBusy'] : [403, 'AuthorizationFailure'];
        const message = `${code} at ${request.url}`;
        response
          .writeHead(status, { 'content-type': 'application/json', 'x-ms-error-code': code })
          .end(JSON.stringify({ 'odata.error': { code, message: { value: message } } }));
        return;
      }
      const { method, url, headers } = request;
      const passed = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      request.pipe(passed);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port: own } = server.address() as AddressInfo;
    connectionString = connectionString.replace(`:${port}/`, `:${own}/`);
  }
  return { connectionString, set: (next) => void (passing = next) };
}
