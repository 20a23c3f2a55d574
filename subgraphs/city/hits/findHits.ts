import type { DataSource } from 'typeorm';
import type { SqlParameters } from '../database/SqlParameters';
import type { MappingKind } from '../topic/MappingKind';
import type { Question } from './parseQuestion';
import { conceptMatch, textMatch } from './score';

/** A kind of record to search, in SQL. */
export interface HitSource {
  /**
   * A query for the records that the viewer may see and that pass the filter: `key`, `topic_key` (null without a topic)
   * and the features that the score is made of, one row for each of a record's topics.
   */
  readonly candidates: string;
  /** A query for the texts of the records: `key`, and `words` with the heading's at weight A. */
  readonly texts: string;
  /** The score of a candidate. */
  readonly score: string;
  /** Stands before the key in the id of a record. */
  readonly idPrefix: string;
}

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
 * Searches one kind of record in one statement: matches candidates with the question, keeps the best match of each
 * record, and cuts the page behind `after` out of the order by score and id.
 */
export async function findHits<Row extends HitRow>(
  dataSource: DataSource,
  source: HitSource,
  question: Question,
  parameters: SqlParameters,
): Promise<FoundHits<Row>> {
  const { text, groups, after } = question;
  const score = `${parameters.bind(after?.score ?? null)}::integer`;
  const id = `${parameters.bind(after?.id ?? null)}::text`;
  const rows = await dataSource.query<({ total: number } & { [Column in keyof Row]: Row[Column] | null })[]>(
    `
    WITH today AS (SELECT ${parameters.bind(question.day)}::date AS day),
    ${text === null ? '' : `${containingAllWords(source, text, parameters)},`}
    candidate AS (
      SELECT * FROM (${source.candidates}) AS record ${text === null ? '' : 'JOIN containing USING (key)'}
    ),
    ${groups.length > 0 ? matchedByConcepts(question, parameters) : matchedByText},
    scored AS (
      SELECT DISTINCT ON (key)
        *, ${source.score} AS score, (${parameters.bind(source.idPrefix)} || key) COLLATE "C" AS id
      FROM matched CROSS JOIN today
      ORDER BY key, score DESC, concept, topic_key, since, until
    )
    SELECT counted.total, page.*
    FROM (SELECT count(*)::integer AS total FROM scored) AS counted
    LEFT JOIN LATERAL (
      SELECT * FROM scored
      WHERE ${score} IS NULL OR score < ${score} OR (score = ${score} AND id > ${id})
      ORDER BY score DESC, id
      LIMIT ${parameters.bind(question.first)}
    ) AS page ON TRUE
    ORDER BY page.score DESC, page.id`,
    parameters.values,
  );
  // An empty page is one row with the total alone.
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row): row is typeof row & Row => row.id !== null) };
}

/** Records whose texts together contain every word; each word may stand in another text. */
function containingAllWords(source: HitSource, text: string, parameters: SqlParameters): string {
  return `
    word AS (
      SELECT number, plainto_tsquery('simple', lexeme) AS query
      FROM unnest(tsvector_to_array(to_tsvector('simple', fold(${parameters.bind(text)}))))
        WITH ORDINALITY AS word(lexeme, number)
    ),
    containing AS (
      SELECT key, bool_and(in_heading) AS in_heading
      FROM (
        SELECT text.key, word.number, bool_or(ts_filter(text.words, '{a}') @@ word.query) AS in_heading
        FROM word JOIN (${source.texts}) AS text ON text.words @@ word.query
        GROUP BY text.key, word.number
      ) AS found
      GROUP BY key
      HAVING count(*) = (SELECT count(*) FROM word)
    )`;
}

/** Candidates through each of the concepts asked for, of those records that match every group. */
function matchedByConcepts({ groups }: Question, parameters: SqlParameters): string {
  const terms = groups.flatMap((group, number) => group.map(({ concept, weight }) => ({ number, concept, weight })));
  const numbers = parameters.bind(terms.map(({ number }) => number));
  const concepts = parameters.bind(terms.map(({ concept }) => concept));
  const weights = parameters.bind(terms.map(({ weight }) => weight));
  return `
    term AS (
      SELECT * FROM unnest(${numbers}::integer[], ${concepts}::text[], ${weights}::integer[])
        AS term(number, concept, weight)
    ),
    matching AS (
      SELECT candidate.*, term.number, term.concept COLLATE "C" AS concept, topic_mapping.match AS mapping,
        NULL::integer AS text, ${conceptMatch('topic_mapping.match', 'term.weight')} AS match
      FROM term
      JOIN topic_mapping ON topic_mapping.concept_id = term.concept
      JOIN candidate USING (topic_key)
    ),
    matched AS (
      SELECT * FROM matching
      WHERE key IN (
        SELECT key FROM matching GROUP BY key HAVING count(DISTINCT number) = ${parameters.bind(groups.length)}
      )
    )`;
}

const matchedByText = `
    matched AS (
      SELECT candidate.*, NULL::text COLLATE "C" AS concept, NULL::text AS mapping,
        ${textMatch('in_heading')} AS text, ${textMatch('in_heading')} AS match
      FROM candidate
    )`;
