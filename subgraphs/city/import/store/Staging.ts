import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { RowsOf, Tables } from '../columns/RecordKind';
import type { ContentTable } from './contentTables';
import { describeTables } from './describeTable';
import type { Table } from './describeTable';

/** Rows that are sent together: enough that a COPY for them costs little, and few in memory. */
const BATCH = 4_000;

/** Where a row stands in the source: the position of its file, and the line. */
interface Origin {
  readonly file: number;
  readonly line: number;
}

/**
 * The rows of a source on their way into temporary tables, which end with the transaction and refuse no null. While one
 * batch is on its way the next is gathered, and no third, so that memory is bounded however many rows there are.
 */
export class Staging {
  /** Those that have rows of the source. */
  readonly filled = new Set<Table>();
  private readonly gathered = new Map<Table, string[]>();
  private count = 0;
  private sending: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: PoolClient,
    private readonly manager: EntityManager,
    readonly tables: ReadonlyMap<ContentTable, Table>,
  ) {}

  static async open(manager: EntityManager): Promise<Staging> {
    const tables = await describeTables(manager);
    const creates = [...tables.values()].map(
      ({ incoming, columns, name }) =>
        `CREATE TEMPORARY TABLE ${incoming} ON COMMIT DROP AS
         SELECT ${columns.join(', ')}, 0 AS from_file, 0 AS from_line FROM ${name} WITH NO DATA`,
    );
    await manager.query(creates.join(';\n'));
    // The connection of the transaction; TypeORM does not type what its drivers give.
    const client = (await manager.queryRunner?.connect()) as PoolClient;
    return new Staging(client, manager, tables);
  }

  /** Takes the rows of a record. */
  add(rows: RowsOf<Tables>, origin: Origin): void {
    for (const name of Object.keys(rows) as ContentTable[]) {
      const table = this.tables.get(name);
      if (table === undefined) continue;
      let lines = this.gathered.get(table);
      if (lines === undefined) this.gathered.set(table, (lines = []));
      for (const row of rows[name] ?? []) {
        this.filled.add(table);
        lines.push(encodeRow(table, row as Readonly<Record<string, unknown>>, origin));
        this.count += 1;
      }
    }
  }

  /** Sends what was taken, when it is enough, as soon as what was sent before has arrived. */
  async flushIfFull(): Promise<void> {
    if (this.count >= BATCH) await this.send();
  }

  /** Sends the rest. From now on the rows can be asked for. */
  async finish(): Promise<void> {
    await this.send();
    await this.sending;
    // Partners are shown in the order of their file.
    for (const { incoming, form, columns } of this.filled) {
      if (form.owner === undefined || !columns.includes('ordinal')) continue;
      await this.manager.query(
        `UPDATE ${incoming} AS incoming SET ordinal = numbered.ordinal
         FROM (SELECT ctid, row_number() OVER (PARTITION BY ${form.owner.column} ORDER BY from_file, from_line) AS ordinal
               FROM ${incoming}) AS numbered
         WHERE numbered.ctid = incoming.ctid`,
      );
    }
    // Nothing else gathers statistics of a temporary table, and what follows is planned by them.
    await this.manager.query(`ANALYZE ${[...this.tables.values()].map(({ incoming }) => incoming).join(', ')}`);
  }

  private async send(): Promise<void> {
    await this.sending;
    const batch = [...this.gathered].map(([table, lines]) => [table, lines.splice(0).join('')] as const);
    this.count = 0;
    this.sending = this.copy(batch);
    // Told to whoever awaits it, which may be after it has failed.
    this.sending.catch(() => undefined);
  }

  private async copy(batch: readonly (readonly [Table, string])[]): Promise<void> {
    for (const [{ incoming, columns }, text] of batch) {
      if (text === '') continue;
      const stream = this.client.query(
        copyFrom(`COPY ${incoming} (${columns.join(', ')}, from_file, from_line) FROM STDIN`),
      );
      stream.end(text);
      await finished(stream);
    }
  }
}

/** A row in the text format of COPY (PostgreSQL's manual, COPY, "Text Format"). */
function encodeRow(table: Table, row: Readonly<Record<string, unknown>>, { file, line }: Origin): string {
  let text = '';
  for (const column of table.columns) text += `${encodeValue(row[column], table.json.has(column))}\t`;
  return `${text}${file}\t${line}\n`;
}

function encodeValue(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return '\\N';
  if (isJson) return escape(JSON.stringify(value));
  if (typeof value === 'string') return escape(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`);
    return escape(`{${items.join(',')}}`);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`A column has no values of type ${typeof value}.`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escape(text: string): string {
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? '') : text;
}
