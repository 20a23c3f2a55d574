import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { createRandom } from '../generate/createRandom';
import type { Random } from '../generate/createRandom';
import { SharedConnections } from './SharedConnections';

/** What becomes of an attempt to connect to a database. */
type Database = { state: 'UP' | 'REFUSING' | 'SILENT' };

const MOST = 5;
const POOLS = 6;
const PATIENCE_MS = 250;
let random: Random;
let open: Set<FakeClient>;
let most: number;

/** As much of a client as a pool needs. Its session may end at any moment, also while it is closed. */
class FakeClient extends EventEmitter {
  _queryable = true;
  _ending = false;
  #answer: ((error?: Error) => void) | undefined;
  readonly connection = { stream: { destroy: () => this.#answer?.(new Error('destroyed')) } };

  constructor(private readonly options: { readonly database: Database }) {
    super();
    this.on('error', () => undefined);
  }

  connect(callback: (error?: Error) => void): void {
    this.#answer = (error) => {
      this.#answer = undefined;
      if (error === undefined) {
        open.add(this);
        most = Math.max(most, open.size);
      }
      callback(error);
    };
    const { state } = this.options.database;
    if (state === 'SILENT') return;
    setTimeout(() => this.#answer?.(state === 'UP' ? undefined : new Error('refused')), random.integer(3));
  }

  breakDown(): void {
    if (!open.delete(this)) return;
    this._queryable = false;
    this.emit('error', new Error('terminating connection due to administrator command'));
  }

  end(callback: () => void): void {
    this._ending = true;
    const leave = (): void => {
      open.delete(this);
      callback();
    };
    if (open.has(this)) setTimeout(leave, random.integer(3));
    else leave();
  }
}

describe('a bound on the connections of many pools together', () => {
  beforeEach(() => {
    random = createRandom(1, 'session', 0);
    open = new Set();
    most = 0;
  });

  it.each(['UP', 'REFUSING', 'SILENT'] as const)(
    'CITY-245 holds, and leaves every pool its turn, while sessions break and one database is %s',
    async (state) => {
      const { Pool: SharedPool } = new SharedConnections(MOST).driver as { Pool: new (options: object) => Pool };
      const down: Database = { state: 'UP' };
      const pools = Array.from({ length: POOLS }, (_, number) => {
        const database = number === 0 ? down : { state: 'UP' };
        const times = { connectionTimeoutMillis: PATIENCE_MS, idleTimeoutMillis: 30 };
        return new SharedPool({ max: MOST, ...times, Client: FakeClient, database }).on('error', () => undefined);
      });
      const failed: unknown[] = [];
      const ask = async (pool: Pool): Promise<void> => {
        const client = await pool.connect();
        await sleep(random.integer(4));
        if (random.chance(0.2)) (client as unknown as FakeClient).breakDown();
        client.release(random.chance(0.2));
      };
      const end = performance.now() + 1_000;
      const clients = Array.from({ length: 18 }, async (_, number) => {
        while (performance.now() < end) {
          const pool = number < 6 ? 0 : 1 + random.integer(POOLS - 1);
          await ask(pools[pool]!).catch((error: unknown) => {
            if (pool > 0) failed.push(error);
          });
          if (performance.now() > end - 700) down.state = state;
          // One at a time, as sockets do.
          for (const client of open)
            if (random.chance(0.02))
              setImmediate(() => {
                client.breakDown();
              });
        }
      });
      await Promise.all(clients);
      expect(failed).toEqual([]);
      expect(most).toBe(MOST);
    },
  );
});
