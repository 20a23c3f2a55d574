import type { DataSource } from 'typeorm';
import type { ChangeKind } from '../../contract/changes';
import type { OwnedType } from '../../contract/ids';
import type { Visibility } from '../../contract/enums';
import { BadUserInputError } from '../errors';
import { containingAllWords } from '../hits/containingAllWords';
import { nodeKinds } from '../record/nodeKinds';
import { SqlParameters } from '../record/SqlParameters';
import { isOnOneOf } from '../record/Topic';

/** Of which changes to tell. */
export interface ChangesQuestion {
  readonly types: readonly OwnedType[];
  /** What came into sight later is `ADDED`. */
  readonly since: Date;
  /** Only what stands behind it. Without a record, all of that time was told. */
  readonly after: { readonly at: Date; readonly record: { readonly type: OwnedType; readonly key: string } | null };
  readonly first: number;
  /** Only records on one of each group, and what may have been. None for all. */
  readonly groups: readonly (readonly string[])[];
  /** Only records that contain these, and what may have. None for all. */
  readonly words: readonly string[];
  /** The visibilities that the viewer may see. */
  readonly sections: readonly Visibility[];
}

export interface FoundChange {
  readonly type: OwnedType;
  readonly key: string;
  readonly at: Date;
  readonly kind: ChangeKind;
  /** Whether it is a person, as far as there is still a record. */
  readonly isPerson: boolean;
}

/**
 * What changed, by time, type and key, and until when that is all there is: whatever can be read later has a later time.
 *
 * A publication takes its time from the clock, later than any before, under a lock that it holds until it is there to be
 * read. So all is told until the last one that this statement sees; and until now, or a moment earlier, if nobody held the
 * lock when the time was taken, before the statement began. (PostgreSQL shows a transaction to others before it releases
 * its locks.) A standby does not know the locks of its primary.
 *
 * @throws BadUserInputError when that is longer ago than the city knows
 */
export async function findChanges(
  dataSource: DataSource,
  question: ChangesQuestion,
): Promise<{ readonly until: Date; readonly changes: readonly FoundChange[] }> {
  const [clock] = await dataSource.query<{ quiet: Date | null; known: Date | null }[]>(
    `SELECT (SELECT max(changes_since) FROM city) AS known, CASE WHEN NOT pg_is_in_recovery() AND NOT EXISTS (
       SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
       WHERE datname = current_database() AND relation = 'city'::regclass AND mode = 'ShareRowExclusiveLock' AND granted
     ) THEN date_trunc('milliseconds', statement_timestamp()) - interval '1 millisecond' END AS quiet`,
  );
  if (clock?.known != null && clock.known > question.since) {
    throw new BadUserInputError('since', `The city can tell what changed since ${clock.known.toISOString()}.`);
  }
  const parameters = new SqlParameters();
  const found = [
    ...nodeKinds
      .filter(({ type }) => question.types.includes(type))
      .map((kind) => ofRecords(kind, question, parameters)),
    ofTombstones(question, parameters),
  ];
  const rows = await dataSource.query<({ readonly published: Date | null } & (FoundChange | { readonly key: null }))[]>(
    `SELECT city.published_at AS published, change.*
     FROM (SELECT max(published_at) AS published_at FROM city) AS city
     LEFT JOIN (
       SELECT * FROM (${found.map((part) => `(${part})`).join(' UNION ALL ')}) AS found
       ORDER BY at, type, key LIMIT ${parameters.bind(question.first)}
     ) AS change ON true
     ORDER BY at, type, key`,
    parameters.values,
  );
  const published = rows[0]?.published ?? null;
  const until = new Date(Math.max(clock?.quiet?.getTime() ?? 0, published?.getTime() ?? 0));
  return { until, changes: rows.flatMap((row) => (row.key === null ? [] : [row])) };
}

/** Whether `item` is of what was asked for. Null where all records are. */
function isMeant(type: OwnedType, { groups, words }: ChangesQuestion, parameters: SqlParameters): string | null {
  const conditions = groups.map((concepts) => isOnOneOf(concepts, type, parameters));
  if (words.length > 0 && type === 'topic') conditions.push('false');
  else if (words.length > 0) {
    const containing = containingAllWords(`${type}_text`, words, parameters);
    conditions.push(`item.key IN (WITH ${containing} SELECT key FROM containing)`);
  }
  return conditions.length === 0 ? null : `(${conditions.join(' AND ')})`;
}

function ofRecords(
  { type, seenBy }: (typeof nodeKinds)[number],
  question: ChangesQuestion,
  parameters: SqlParameters,
): string {
  const { since, after, first, sections } = question;
  const seen = sections.includes('NETWORK') ? 'network_since' : 'public_since';
  const at = `${parameters.bind(after.at)}::timestamptz`;
  const behind =
    after.record === null || type < after.record.type
      ? `published_at > ${at}`
      : type > after.record.type
        ? `published_at >= ${at}`
        : `(published_at, key) > (${at}, ${parameters.bind(after.record.key)}::record_key)`;
  const isNew = `${seen} > ${parameters.bind(since)}::timestamptz`;
  const meant = isMeant(type, question, parameters);
  // What is not meant is taken back where an earlier state of it can have been told: one that was seen before the position.
  const mayBeKnown = meant === null ? 'true' : `(${meant} OR (${seen} >= published_at OR ${seen} > ${at}) IS NOT TRUE)`;
  return `SELECT '${type}' COLLATE "C" AS type, key, published_at AS at,
      CASE WHEN NOT ${meant ?? 'true'} THEN 'REMOVED' WHEN ${isNew} THEN 'ADDED' ELSE 'CHANGED' END AS kind,
      ${type === 'staff' ? `item.kind = 'PERSON'` : 'false'} AS "isPerson"
    FROM ${type} AS item WHERE ${behind} AND ${seenBy('item', parameters.bind(sections))} AND ${mayBeKnown}
    ORDER BY published_at, key LIMIT ${parameters.bind(first)}`;
}

function ofTombstones(question: ChangesQuestion, parameters: SqlParameters): string {
  const { types, after, first, sections, groups, words } = question;
  const at = `${parameters.bind(after.at)}::timestamptz`;
  const behind =
    after.record === null
      ? `gone_at > ${at}`
      : `(gone_at, type COLLATE "C", tombstone.key) > (${at}, ${parameters.bind(after.record.type)}, ${parameters.bind(after.record.key)}::record_key)`;
  // What came back was seen before under the same id, and can be something else since.
  const cameBackElsewhere =
    groups.length + words.length === 0 || types.length === 0
      ? 'false'
      : `CASE tombstone.type ${types
          .map(
            (type) => `WHEN '${type}' THEN NOT EXISTS (
              SELECT FROM ${type} AS item WHERE item.key = tombstone.key AND ${isMeant(type, question, parameters)})`,
          )
          .join(' ')} END`;
  return `SELECT tombstone.type COLLATE "C" AS type, tombstone.key, gone_at AS at, 'REMOVED' AS kind,
      coalesce((SELECT staff.kind = 'PERSON' FROM staff WHERE tombstone.type = 'staff' AND staff.key = tombstone.key), false)
        AS "isPerson"
    FROM tombstone
    WHERE ${behind} AND section = ${parameters.bind(sections.includes('NETWORK') ? 'NETWORK' : 'PUBLIC')}
      AND tombstone.type = ANY(${parameters.bind(types)}) AND (NOT returned OR ${cameBackElsewhere})
    ORDER BY gone_at, tombstone.type COLLATE "C", tombstone.key LIMIT ${parameters.bind(first)}`;
}
