import type { EntityManager } from 'typeorm';
import { quoted } from '../Problems';
import type { Problems } from '../Problems';
import type { ContentTable } from './contentTables';
import type { Table } from './describeTable';

/** Of a check, no more are asked for than are ever told. */
const ASKED = 1000;

interface Found {
  readonly file: number;
  readonly line: number;
  readonly value: string;
  /** How many there are of its kind. */
  readonly total: number;
}

/** What the checks have to know of the source. */
export interface StagedSource {
  /** The tables in which it has rows. */
  readonly filled: ReadonlySet<Table>;
  /** The names of its files, by position. */
  readonly files: readonly string[];
  /** The kinds of which the city is to have no other records than those of the source. */
  readonly replaced: ReadonlySet<string>;
  /** The kinds of which not every record could be read, so that who is missing cannot be told. */
  readonly unreadable: ReadonlySet<string>;
  /** The language of records that name none; null where the source does not say it rightly. */
  readonly language: string | null;
}

/**
 * Finds what is wrong between the records of a source: keys that stand twice, references that lead nowhere, and texts in
 * another language that is the record's own.
 */
export async function checkStaged(
  manager: EntityManager,
  tables: ReadonlyMap<ContentTable, Table>,
  source: StagedSource,
  problems: Problems,
): Promise<void> {
  const tell = (found: readonly Found[], column: string, reason: (found: Found) => string): void => {
    for (const each of found) problems.add(source.files[each.file] ?? '', each.line, column, reason(each));
    problems.addUntold((found[0]?.total ?? 0) - found.length);
  };

  for (const { incoming, key, form } of source.filled) {
    const { columns, sourceColumn } = form.unique ?? { columns: key, sourceColumn: 'key' };
    if (form.unique === undefined && key[0] !== 'key') continue;
    const list = columns.join(', ');
    const repeated = await manager.query<(Found & { first_file: number; first_line: number })[]>(
      `WITH repeated AS (
         SELECT ${list} FROM ${incoming} WHERE (${list}) IS NOT NULL GROUP BY ${list} HAVING count(*) > 1)
       SELECT * FROM (
         SELECT from_file AS file, from_line AS line, ${columns.at(-1) ?? ''} AS value, row_number() OVER place AS nth,
           first_value(from_file) OVER place AS first_file, first_value(from_line) OVER place AS first_line,
           (count(*) OVER () - (SELECT count(*) FROM repeated))::int AS total
         FROM ${incoming} JOIN repeated USING (${list})
         WINDOW place AS (PARTITION BY ${list} ORDER BY from_file, from_line)
       ) AS numbered
       WHERE nth > 1 ORDER BY file, line LIMIT ${ASKED}`,
    );
    const first = new Map<Found, string>(
      repeated.map((found) => [
        found,
        `${found.first_file === found.file ? '' : `${source.files[found.first_file] ?? ''} `}line ${found.first_line}`,
      ]),
    );
    const must = columns.length === 1 ? 'be unique' : 'stand once for a record';
    tell(repeated, sourceColumn, (found) => `must ${must}, but ${first.get(found) ?? ''} has "${found.value}" too.`);
  }

  for (const { incoming, form } of source.filled) {
    for (const { column, table: name, sourceColumn } of form.references) {
      const target = tableOf(tables, name);
      if (source.unreadable.has(target.form.kind)) continue;
      const replaced = source.replaced.has(target.form.kind);
      const missing = await manager.query<Found[]>(
        `SELECT from_file AS file, from_line AS line, ${column} AS value, (count(*) OVER ())::int AS total
         FROM ${incoming} AS incoming
         WHERE ${column} IS NOT NULL
           AND NOT EXISTS (SELECT FROM ${target.incoming} AS target WHERE target.key = incoming.${column})
           ${replaced ? '' : `AND NOT EXISTS (SELECT FROM ${target.name} AS target WHERE target.key = incoming.${column})`}
         ORDER BY from_file, from_line LIMIT ${ASKED}`,
      );
      const where = `in ${target.form.kind}.csv${replaced ? '' : ', or of one that the city has'}`;
      tell(missing, sourceColumn, ({ value }) => `must be the key of a record ${where}, but got ${quoted(value)}.`);
    }
  }

  for (const type of TRANSLATED) {
    const [record, translations] = [tableOf(tables, type), tableOf(tables, `${type}_translation`)];
    if (!source.filled.has(translations)) continue;
    const own = await manager.query<Found[]>(
      `SELECT from_file AS file, from_line AS line, language AS value, (count(*) OVER ())::int AS total
       FROM ${translations.incoming} AS translation WHERE language = coalesce(
         CASE WHEN EXISTS (SELECT FROM ${record.incoming} AS incoming WHERE incoming.key = ${type}_key)
           THEN (SELECT incoming.language FROM ${record.incoming} AS incoming WHERE incoming.key = ${type}_key LIMIT 1)
           ELSE (SELECT present.language FROM ${record.name} AS present WHERE present.key = ${type}_key) END, $1)
       ORDER BY from_file, from_line LIMIT ${ASKED}`,
      [source.language],
    );
    tell(own, 'language', ({ value }) => `must not be the language of the ${type} itself, but got ${quoted(value)}.`);
  }
}

/** The records that texts in other languages are of. */
const TRANSLATED = ['programme', 'exchange', 'offer', 'need'] as const;

/** The table of a name; every table of the content is described. */
export function tableOf(tables: ReadonlyMap<ContentTable, Table>, name: ContentTable): Table {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`The table ${name} is not described.`);
  return table;
}
