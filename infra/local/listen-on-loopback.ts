import { Server } from 'node:net';

// For `node --import`, before a program that cannot be told where to listen: whatever it opens on a port
// without naming an address is opened on 127.0.0.1 alone.

type Listen = (this: Server, ...args: readonly unknown[]) => Server;

const listen = Server.prototype.listen as Listen;

const onLoopback: Listen = function onLoopback(port, ...rest) {
  const namesAddress = typeof port !== 'number' || typeof rest[0] === 'string';
  return namesAddress
    ? listen.call(this, port, ...rest)
    : listen.call(this, port, '127.0.0.1', ...rest);
};

Server.prototype.listen = onLoopback as typeof Server.prototype.listen;
