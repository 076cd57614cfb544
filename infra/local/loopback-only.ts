import type { onRequestHookHandler } from 'fastify';

/**
 * A Fastify `onRequest` hook that lets through only what is addressed to this machine by one of its two
 * names with the port it listens on. A page on the internet can point a name of its own at 127.0.0.1
 * (DNS rebinding) or post across origins; its Host or Origin header then gives it away.
 */
export const loopbackOnly: onRequestHookHandler = (request, reply, done) => {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${request.socket.localPort}`);
  const { host, origin } = request.headers;
  const isOurs =
    host !== undefined &&
    hosts.includes(host.toLowerCase()) &&
    (origin === undefined || hosts.some((ours) => origin === `http://${ours}`));
  if (isOurs) {
    done();
    return;
  }
  reply.code(403).type('application/problem+json').send({
    type: 'about:blank',
    title: 'Not from this machine',
    status: 403,
    detail: 'The local Teams answers only on 127.0.0.1 and localhost.',
    code: 'not-allowed',
  });
};
