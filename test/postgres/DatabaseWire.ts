import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A line to a database that can be cut, or fall silent, while the database itself goes on for everybody else. */
export class DatabaseWire {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #isSilent = false;

  private constructor(private readonly target: number) {}

  /** @param target the port of the database on this machine */
  static async to(target: number): Promise<DatabaseWire> {
    const wire = new DatabaseWire(target);
    await wire.mend();
    return wire;
  }

  /** The port on this machine that leads to the database. */
  get port(): number {
    return this.#port;
  }

  /** Refuses connections, as where nobody listens; those that are open end. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server?.listening === true) {
      server.close();
      await once(server, 'close');
    }
  }

  /** Takes connections and says nothing, also on those that are open, as a machine that is stopped does. */
  silence(): void {
    this.#isSilent = true;
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** Resolves when somebody has connected, be it heard or not. */
  async nextConnection(): Promise<void> {
    if (this.#server !== undefined) await once(this.#server, 'connection');
  }

  /** Leads to the database again. */
  async mend(): Promise<void> {
    await this.cut();
    this.#isSilent = false;
    const server = createServer({ allowHalfOpen: true }, (client) => {
      this.#hold(client);
      if (this.#isSilent) {
        client.pause();
        return;
      }
      const database = connect(this.target, '127.0.0.1');
      this.#hold(database);
      client.pipe(database).pipe(client);
      client.once('close', () => database.destroy());
      database.once('close', () => client.destroy());
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // A line that is cut is news to nobody here.
    socket.on('error', () => undefined);
  }
}
