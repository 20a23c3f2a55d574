import type { DataSource } from 'typeorm';
import type { SqlParameters } from '../database/SqlParameters';
import type { MappingKind } from '../topic/MappingKind';
import { containingAllWords } from './containingAllWords';
import type { HitSource } from './matchingRows';
import { havingEachGroup, matchedByConcept, matchedByText, termsOf } from './matchingRows';
import type { Question } from './parseQuestion';
import { today } from './score';

/** A hit as the database gives it; a source adds the features of its candidates. */
export interface HitRow {
  readonly id: string;
  readonly score: number;
  readonly concept: string | null;
  readonly mapping: MappingKind | null;
  readonly text: number | null;
  readonly topic_key: string | null;
}

export interface FoundHits<Row> {
  /** How many records match, wherever the page stands. */
  readonly total: number;
  readonly rows: readonly Row[];
}

/**
 * Searches one kind of record in one statement. First the best score of every record that matches, from narrow rows that
 * an index has; then, for the records of the page alone, what made that score.
 */
export async function findHits<Row extends HitRow>(
  dataSource: DataSource,
  source: HitSource,
  question: Question,
  parameters: SqlParameters,
): Promise<FoundHits<Row>> {
  const { words, groups, after } = question;
  const byConcept = groups.length > 0;
  const byText = words.length > 0;
  const score = `${parameters.bind(after?.score ?? null)}::integer`;
  const behind = `${parameters.bind(after?.id ?? null)}::text`;
  const id = `(${parameters.bind(source.idPrefix)} || page.key)`;
  const rows = await dataSource.query<({ total: number } & { [Column in keyof Row]: Row[Column] | null })[]>(
    `
    WITH today AS (${today(question.day, parameters)}),
    ${byText ? `${containingAllWords(source.texts, words, parameters)},` : ''}
    ${byConcept ? `term AS (${termsOf(groups, parameters)}),` : ''}
    best AS MATERIALIZED (
      SELECT key, max(text) AS text, max(${source.score}) AS score
      FROM (
        ${
          byConcept
            ? `${matchedByConcept(source)} ${byText ? 'WHERE key IN (SELECT key FROM containing)' : ''}`
            : matchedByText(source, 'containing')
        }
      ) AS matched CROSS JOIN today
      GROUP BY key ${havingEachGroup(groups)}
    ),
    page AS (
      SELECT * FROM best AS page
      WHERE ${score} IS NULL OR score < ${score} OR (score = ${score} AND ${id} COLLATE "C" > ${behind})
      ORDER BY score DESC, key
      LIMIT ${parameters.bind(question.first)}
    )
    SELECT counted.total, ${id} AS id, page.score, hit.*
    FROM (SELECT count(*)::integer AS total FROM best) AS counted
    LEFT JOIN page ON TRUE
    LEFT JOIN LATERAL (
      SELECT matched.*
      FROM (
        ${
          byConcept
            ? `${matchedByConcept(source)} WHERE key = page.key`
            : matchedByText(source, '(SELECT page.key, page.text)')
        }
      ) AS matched CROSS JOIN today
      ORDER BY ${[`${source.score} DESC`, 'concept', 'topic_key', ...source.ties].join(', ')}
      LIMIT 1
    ) AS hit ON TRUE
    ORDER BY page.score DESC, page.key`,
    parameters.values,
  );
  // An empty page is one row with the total alone.
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row): row is typeof row & Row => row.id !== null) };
}
