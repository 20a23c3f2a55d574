import type { SqlParameters } from '../record/SqlParameters';

/** How well a text matches, 1 to 600: better is a concept (see score). */
const IN_HEADING = 600;
const ELSEWHERE = 400;
/** A word was found in a name or title only as it is written with a mistake. */
const MISSPELT = 300;

/** Shorter words are like too many others. */
const MIN_LENGTH_FOR_MISTAKES = 4;
/** A name or title has no more, and each is compared with all of them. */
const MAX_WORDS_FOR_MISTAKES = 8;

/**
 * The CTEs `containing`, the `key` of each record that has all the words, and how well they match as `text`, and `contained`, with the
 * `count` of these. Words are compared by their stems in the city's language, without case and diacritics, `ü` like `ue`; in names and
 * titles also as they stand, and there a word may have a mistake (`<texts>_alike` says how large), where they are few. Words that are
 * too common in the city's language to be told apart do not count, unless there is nothing else.
 *
 * @param texts the table with the texts of a kind of records; a function `<texts>_alike` finds misspelt words in it
 */
export function containingAllWords(texts: string, words: readonly string[], parameters: SqlParameters): string {
  return `
    asked AS MATERIALIZED (
      SELECT folded, coalesce(query, plainto_tsquery('simple', folded)) AS query
      FROM (
        SELECT folded, query, bool_and(query IS NULL) OVER () AS only_common
        FROM (
          SELECT fold(word) AS folded, word_query(word) AS query FROM unnest(${parameters.bind(words)}::text[]) AS word
        ) AS word
      ) AS word
      WHERE query IS NOT NULL OR only_common
    ),
    question AS MATERIALIZED (SELECT all_of(query) AS query FROM asked),
    in_heading AS MATERIALIZED (
      SELECT text.key FROM question JOIN ${texts} AS text ON ts_filter(text.words, '{a}') @@ question.query
    ),
    exact AS MATERIALIZED (
      SELECT text.key, CASE WHEN text.key IN (SELECT key FROM in_heading) THEN ${IN_HEADING} ELSE ${ELSEWHERE} END AS text
      FROM question JOIN ${texts} AS text ON text.words @@ question.query
    ),
    alike AS MATERIALIZED (
      SELECT key, asked.folded
      FROM asked CROSS JOIN LATERAL ${texts}_alike(asked.folded) AS text(key)
      WHERE length(asked.folded) >= ${MIN_LENGTH_FOR_MISTAKES} AND (SELECT count(*) FROM asked) <= ${MAX_WORDS_FOR_MISTAKES}
    ),
    misspelt AS MATERIALIZED (
      SELECT text.key, ${MISSPELT} AS text
      FROM ${texts} AS text
      WHERE key IN (SELECT key FROM alike EXCEPT SELECT key FROM exact)
        AND NOT EXISTS (
          SELECT FROM asked
          WHERE NOT text.words @@ asked.query AND (text.key, asked.folded) NOT IN (SELECT key, folded FROM alike))
    ),
    containing AS NOT MATERIALIZED (SELECT key, text FROM exact UNION ALL SELECT key, text FROM misspelt),
    contained AS MATERIALIZED (SELECT count(*) AS count FROM containing)`;
}
