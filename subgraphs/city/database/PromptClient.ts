import pg from 'pg';

/** For a server to close a connection after it was told goodbye. */
const FAREWELL_MS = 1_000;

/**
 * A connection that ends within a second. pg waits for the server to close it, without a limit, and one that hangs, or whose
 * machine is gone, never does: whoever waits for that end (a pool that closes, a bound that counts the connection) would wait
 * as long.
 */
export class PromptClient extends pg.Client {
  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | undefined {
    // pg does not type its connection.
    const { stream } = (this as unknown as { readonly connection: pg.Connection }).connection;
    const timer = setTimeout(() => stream.destroy(), FAREWELL_MS).unref();
    this.once('end', () => {
      clearTimeout(timer);
    });
    if (callback === undefined) return super.end();
    super.end(callback);
    return undefined;
  }
}
