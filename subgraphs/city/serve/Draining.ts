import { Server } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/**
 * Ends an HTTP server without losing a request. `close` of node's HTTP server ends idle connections at once, and whoever
 * has just sent a request on one of them loses it. So the server first only stops listening and answers what still comes
 * with `Connection: close`, which makes clients leave by themselves (RFC 9112, 9.6).
 */
export class Draining {
  #isDraining = false;
  /** Connections on which no request is under way. To node, those that were never used are not among the idle ones. */
  private readonly idle = new Set<Socket>();

  constructor(private readonly app: FastifyInstance) {
    this.announceOn(app);
    app.server.on('connection', (socket: Socket) => {
      this.idle.add(socket);
      socket.once('close', () => this.idle.delete(socket));
    });
    app.server.on('request', ({ socket }, response) => {
      this.idle.delete(socket);
      response.once('close', () => {
        if (!socket.destroyed) this.idle.add(socket);
      });
    });
  }

  /** Tells clients to leave also in the answers of another app, to which this server hands requests. */
  announceOn(app: FastifyInstance): void {
    app.addHook('onSend', (_request, reply, payload, done) => {
      if (this.#isDraining) reply.header('connection', 'close');
      done(null, payload);
    });
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /**
   * Resolves when no client is connected any more; or when the time is over, with the connections ended on which nothing
   * is under way.
   */
  async drain(graceMs: number): Promise<void> {
    this.#isDraining = true;
    const { server } = this.app;
    const timer = new AbortController();
    const left = new Promise<void>((resolve) => {
      server.once('close', resolve);
    });
    Server.prototype.close.call(server);
    await Promise.race([left, sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    for (const socket of this.idle) socket.destroy();
  }
}
