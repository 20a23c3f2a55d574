import { Server as NetServer } from 'node:net';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long an end may take, in milliseconds. */
export interface DrainTimes {
  /** For connections on which nothing is asked: so long they are left open, since a request may be on its way. */
  readonly idleMs: number;
  /** For all others: after that they are cut off. */
  readonly answerMs: number;
}

/** When nobody has come for so long, */
const QUIET_MS = 20;
/** and the last turn of the event loop was so short, hardly anybody has come since it looked. */
const SHORT_TURN_MS = 1;
/** For a moment in which nobody waits to be let in. */
const MAX_WAIT_MS = 1_000;
/** From one look at the idle connections to the next, once their time is over. */
const LOOK_MS = 50;

/**
 * Prepares a server for an end that fails no request, and gives the function that ends it. First the port is closed; then
 * each connection after its next answer, which has to say `Connection: close` from then on; last those on which nothing is
 * asked.
 *
 * Node's own `close` fails requests twice. It ends idle connections at once, also those on which a request is just coming
 * in, whose client cannot know whether it may send it again (RFC 9112, 9.5 and 9.6). And the system resets the connections
 * that wait to be accepted, of which node takes one in each turn of its event loop (libuv 1.45 and later): where turns are
 * long, some always wait. Requests are therefore held back until all of them were let in.
 */
export function prepareDrain(fastify: FastifyInstance): (times: DrainTimes) => Promise<void> {
  const { server } = fastify;
  /** Node does not count these as idle. */
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  let held: Promise<void> | undefined;
  fastify.addHook('onRequest', (request, _reply, done) => {
    unused.delete(request.raw.socket);
    if (held === undefined) done();
    else
      void held.then(() => {
        done();
      });
  });

  function endIdle(): void {
    server.closeIdleConnections();
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  }

  return async ({ idleMs, answerMs }) => {
    if (!server.listening) return;
    let ended: Promise<void> | undefined;
    held = whenNobodyWaits(fastify, () => {
      ended = new Promise((resolve) => {
        // The port alone: http's own `close` ends idle connections, too.
        NetServer.prototype.close.call(server, () => {
          resolve();
        });
      });
    });
    await held;
    let looks: NodeJS.Timeout | undefined;
    const idle = setTimeout(() => {
      endIdle();
      looks = setInterval(endIdle, LOOK_MS);
    }, idleMs);
    const limit = setTimeout(() => {
      server.closeAllConnections();
    }, answerMs);
    await ended;
    clearTimeout(idle);
    clearInterval(looks);
    clearTimeout(limit);
  };
}

/** Calls in a moment in which no connection waits to be accepted, and resolves. */
function whenNobodyWaits({ server }: FastifyInstance, call: () => void): Promise<void> {
  const startedAt = performance.now();
  let turnAt = startedAt;
  let cameAt = startedAt;
  const note = (): void => {
    cameAt = performance.now();
  };
  server.on('connection', note);
  return new Promise((resolve) => {
    // Immediates come right after connections were accepted.
    const look = (): void => {
      const now = performance.now();
      const isQuiet = now - cameAt > QUIET_MS && now - turnAt < SHORT_TURN_MS;
      if (isQuiet || now - startedAt > MAX_WAIT_MS) {
        server.off('connection', note);
        call();
        resolve();
        return;
      }
      turnAt = now;
      setImmediate(look);
    };
    setImmediate(look);
  });
}
