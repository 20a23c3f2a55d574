import pg from 'pg';
import type { Pool, PoolClient, PoolConfig } from 'pg';

/** How pg gives a connection. */
type OnConnection = (
  error: Error | undefined,
  client?: PoolClient,
  release?: (error?: Error | boolean) => void,
) => void;

/** A pool of the others, as the bound over all sees it. */
interface Member {
  readonly pool: Pool;
  /** Connections that questions have, or are about to have. */
  busy: number;
  /** Of its idle connections, those that somebody is about to have. */
  promised: number;
  readonly held: Set<PoolClient>;
  readonly waiting: Waiting[];
}

/** A pool whose connections count with those of others. */
export interface SharedPool extends Pool {
  /** Questions that wait for a connection, be it for the pool's own bound or for that over all. */
  readonly heldBack: number;
}

interface Waiting {
  readonly since: number;
  readonly give: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * A bound on the connections of many pools together, each to a database of its own. Where all are in use, whoever has the
 * fewest comes next, so that one that is asked much leaves the others theirs; and an idle one is closed that somebody else
 * has, for it is of no use to another database.
 *
 * Beyond its first one, a pool gets no more connections than it leaves free (the dynamic threshold of Choudhury and Hahne,
 * 1998, with the factor 1): a database that hangs keeps those that it has, and must not have them all.
 */
export class SharedConnections {
  readonly #members = new Set<Member>();
  /** Those that wait. */
  readonly #waiting = new Set<Member>();
  /**
   * Open ones, by themselves and not as a number: pg can tell the end of one twice, and a bound that counts an end twice
   * is none any more.
   */
  readonly #open = new Set<PoolClient>();
  /** Those that are about to be open. */
  #connecting = 0;
  /** Of the open ones, those that are about to be closed for somebody else, and those that are being closed. */
  #closing = 0;
  readonly #ending = new Set<PoolClient>();
  #busy = 0;
  #arrivals = 0;

  /** @param most connections that are open at once */
  constructor(readonly most: number) {}

  /** What TypeORM takes in the place of pg: its pools are bound by this. */
  get driver(): object {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- a class within sees its own `this`
    const shared = this;
    class MemberPool extends pg.Pool implements SharedPool {
      readonly #member = shared.#join(this);

      constructor(config?: PoolConfig) {
        super(config);
        shared.#watch(this.#member);
      }

      get heldBack(): number {
        return this.#member.waiting.length;
      }

      override connect(): Promise<PoolClient>;
      override connect(callback: OnConnection): void;
      override connect(callback?: OnConnection): Promise<PoolClient> | undefined {
        const own = (given: OnConnection): void => {
          super.connect(given);
        };
        if (callback === undefined) {
          return new Promise((resolve, reject) => {
            shared.#take(this.#member, own, (error, client) => {
              if (client === undefined) reject(error ?? new Error('There is no connection.'));
              else resolve(client);
            });
          });
        }
        shared.#take(this.#member, own, callback);
        return undefined;
      }

      override end(): Promise<void>;
      override end(callback: () => void): void;
      override end(callback?: () => void): Promise<void> | undefined {
        shared.#leave(this.#member);
        if (callback === undefined) return super.end();
        super.end(callback);
        return undefined;
      }
    }
    return { ...pg, Pool: MemberPool };
  }

  #join(pool: Pool): Member {
    const member = { pool, busy: 0, promised: 0, held: new Set<PoolClient>(), waiting: [] };
    this.#members.add(member);
    return member;
  }

  #watch(member: Member): void {
    const { pool, held } = member;
    pool.on('release', (_error, client) => {
      if (!held.delete(client)) return;
      // It is told before the connection is idle, or closed.
      process.nextTick(() => {
        this.#end(member);
      });
    });
    pool.on('connect', (client) => this.#open.add(client));
    pool.on('remove', (client) => {
      this.#open.delete(client);
      this.#ending.delete(client);
      this.#giveOut();
    });
  }

  #take(member: Member, connect: (given: OnConnection) => void, callback: OnConnection): void {
    const { pool, waiting } = member;
    const waits: Waiting = {
      since: (this.#arrivals += 1),
      give: () => {
        clearTimeout(timer);
        member.busy += 1;
        this.#busy += 1;
        this.#ask(member, connect, (error, client, release) => {
          if (client === undefined) this.#end(member);
          else member.held.add(client);
          callback(error, client, release);
        });
      },
      refuse: (error) => {
        clearTimeout(timer);
        waiting.splice(waiting.indexOf(waits), 1);
        if (waiting.length === 0) this.#waiting.delete(member);
        callback(error);
      },
    };
    const { connectionTimeoutMillis = 0 } = pool.options;
    const timer =
      connectionTimeoutMillis === 0
        ? undefined
        : setTimeout(() => {
            // As pg says it.
            waits.refuse(new Error('timeout exceeded when trying to connect'));
          }, connectionTimeoutMillis).unref();
    waiting.push(waits);
    this.#waiting.add(member);
    this.#giveOut();
  }

  /** @param connect takes an idle connection if there is one, and else makes one */
  #ask(member: Member, connect: (given: OnConnection) => void, callback: OnConnection): void {
    const isNew = member.pool.idleCount === 0;
    if (isNew) this.#connecting += 1;
    else member.promised += 1;
    connect((error, client, release) => {
      if (isNew) this.#connecting -= 1;
      else member.promised -= 1;
      callback(error, client, release);
      // Who found all idle ones promised may have one made now.
      if (!isNew && this.#waiting.has(member)) this.#giveOut();
    });
  }

  #end(member: Member): void {
    member.busy -= 1;
    this.#busy -= 1;
    this.#giveOut();
  }

  #giveOut(): void {
    let coming = this.#closing + this.#ending.size;
    const passed = new Set<Member>();
    for (;;) {
      const next = this.#next(passed);
      if (next === undefined) return;
      const { idleCount } = next.pool;
      const hasRoom = this.#open.size + this.#connecting < this.most;
      if (idleCount > next.promised || (idleCount === 0 && hasRoom)) {
        const waits = next.waiting.shift();
        if (next.waiting.length === 0) this.#waiting.delete(next);
        waits?.give();
        continue;
      }
      // Others must not take what it waits for.
      passed.add(next);
      if (hasRoom) continue;
      if (coming > 0) coming -= 1;
      else if (!this.#closeIdle()) return;
    }
  }

  /** Whose turn it is: who has the fewest connections; of several, who has waited longest. */
  #next(passed: ReadonlySet<Member>): Member | undefined {
    let best: Member | undefined;
    let bestSince = 0;
    for (const member of this.#waiting) {
      const { busy, pool, waiting } = member;
      const leaves = this.most - this.#busy;
      if (busy >= pool.options.max || (busy > 0 && busy >= leaves) || passed.has(member)) continue;
      const since = waiting[0]?.since ?? 0;
      if (best === undefined || busy < best.busy || (busy === best.busy && since < bestSince)) {
        best = member;
        bestSince = since;
      }
    }
    return best;
  }

  /** Closes an idle connection of whoever has most of them. False when there is none. */
  #closeIdle(): boolean {
    let member: Member | undefined;
    let most = 0;
    for (const one of this.#members) {
      const idle = one.pool.idleCount - one.promised;
      if (idle <= most) continue;
      most = idle;
      member = one;
    }
    if (member === undefined) return false;
    const { pool } = member;
    this.#closing += 1;
    // Past the bound: what is idle is open already.
    const connect = (given: OnConnection): void => {
      (pg.Pool.prototype.connect as (this: Pool, given: OnConnection) => void).call(pool, given);
    };
    this.#ask(member, connect, (_error, client) => {
      this.#closing -= 1;
      if (client === undefined) {
        this.#giveOut();
        return;
      }
      this.#ending.add(client);
      client.release(true);
    });
    return true;
  }

  /** Takes nothing more for a pool. */
  #leave(member: Member): void {
    this.#members.delete(member);
    for (const { refuse } of [...member.waiting]) refuse(new Error('Cannot use a pool after calling end on the pool'));
  }
}
