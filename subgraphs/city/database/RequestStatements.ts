import { DatabaseError } from 'pg';
import type { Pool, PoolClient, QueryArrayConfig, QueryArrayResult, QueryConfig, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { cancelStatement } from './cancelStatement';
import { RequestAbandonedError } from './Deadline';
import type { Deadline } from './Deadline';

/** Resolves when it is this city's turn at the event loop, where it shares that with others. */
export type TakeTurn = () => Promise<void>;

/** Of the pool's connections, what one request may use at once: others get their turn, however much it asks. */
const SHARE = 1 / 3;

/**
 * The statements of one request. None is asked and none runs on when nobody waits for the answer any more: what waits for
 * a connection gives up, and what runs is cancelled. Both fail at once with RequestAbandonedError.
 */
class RequestStatements {
  readonly #most: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly deadline: Deadline,
    private readonly takeTurn?: TakeTurn,
  ) {
    this.#most = Math.max(1, Math.floor(pool.options.max * SHARE));
  }

  ask(statement: QueryConfig): Promise<QueryResult<object>>;
  ask<Row extends unknown[]>(statement: QueryArrayConfig): Promise<QueryArrayResult<Row>>;
  async ask(statement: QueryConfig | QueryArrayConfig): Promise<QueryResult<object> | QueryArrayResult> {
    const client = await this.deadline.waitFor(this.#connect(), (late) => {
      this.#giveBack(late);
    });
    const asked = client.query(statement);
    const answer = await this.#answerOf(client, asked);
    if (this.takeTurn === undefined) return answer;
    await this.takeTurn();
    this.deadline.throwIfOver();
    return answer;
  }

  async #answerOf<Answer>(client: PoolClient, asked: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await this.deadline.waitFor(asked);
      this.#giveBack(client);
      return answer;
    } catch (error) {
      if (error instanceof RequestAbandonedError) {
        void cancelStatement(client, asked).then((isDone) => {
          this.#giveBack(client, !isDone);
        });
      } else {
        this.#giveBack(client, !isUsable(error));
      }
      throw error;
    }
  }

  async #connect(): Promise<PoolClient> {
    this.deadline.throwIfOver();
    if (this.#running >= this.#most) await new Promise<void>((next) => this.#waiting.push(next));
    else this.#running += 1;
    try {
      this.deadline.throwIfOver();
      return await this.pool.connect();
    } catch (error) {
      this.#passOn();
      throw error instanceof RequestAbandonedError ? error : new DatabaseUnreachableError(error);
    }
  }

  #giveBack(client: PoolClient, isBroken = false): void {
    client.release(isBroken);
    this.#passOn();
  }

  /** The place of a statement that has ended. */
  #passOn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}

/**
 * There is no connection to the database, whatever it says to that: that it is ending, full, gone, takes no connections,
 * or does not know this role.
 */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';

  constructor(cause: unknown) {
    super('There is no connection to the database.', { cause });
  }
}

/** Whether a connection on which a statement failed is good for another one: not where the session ended, or is silent. */
function isUsable(error: unknown): boolean {
  return error instanceof DatabaseError && !/^(08|57P)/.test(error.code ?? '');
}

/** The city's database as one request asks it. */
export interface RequestDataSource extends DataSource {
  readonly statements?: RequestStatements;
}

/**
 * The same database for one request, whose statements end with its deadline (see RequestStatements). They go to the pool
 * of TypeORM's driver itself: TypeORM cannot cancel one.
 *
 * @param takeTurn is waited for before an answer is worked at
 */
export function withDeadline(dataSource: DataSource, deadline: Deadline, takeTurn?: TakeTurn): RequestDataSource {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  const statements = new RequestStatements(master, deadline, takeTurn);
  const query = async (text: string, values: readonly unknown[] = []): Promise<unknown> => {
    const { rows } = await statements.ask({ text, values: [...values] });
    return rows;
  };
  return Object.assign(Object.create(dataSource) as DataSource, { statements, query });
}
