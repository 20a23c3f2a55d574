import type { DataSource } from 'typeorm';
import type { Label, VocabularyConcept } from './readVocabularyFile';

/** A concept that a topic may map to, with the two labels that are most alike. */
export interface Suggestion {
  readonly topicKey: string;
  readonly conceptId: string;
  /** Above 0, and 1 when the labels are equal, but for case and accents, in the same language. */
  readonly confidence: number;
  readonly topicLabel: Label;
  readonly conceptLabel: Label;
}

export interface SuggestionOptions {
  /** For each topic, the best so many. */
  readonly most: number;
  /** Of what is less alike nothing is said. */
  readonly leastConfidence: number;
}

/** Labels that are alike but not equal are never certain. */
const LESS_THAN_EQUAL = 0.99;
/** The same word may mean something else in another language; names and loan words do not. */
const OTHER_LANGUAGE = 0.9;
/** Labels with less in common are not looked at closely, which takes most of the time. */
const LEAST_IN_COMMON = 0.1;

/**
 * Compares every label of these topics with every label of the concepts, by the groups of three letters that they share
 * (PostgreSQL's pg_trgm), without case and accents: half of what counts is how alike the labels are as a whole, half how
 * well one of them stands in the other, so that `Hilfen bei Wohnungslosigkeit` finds `Wohnungslosigkeit`.
 *
 * @returns by topic, and for each topic the best first
 */
export async function findSuggestions(
  dataSource: DataSource,
  topicKeys: readonly string[],
  concepts: readonly VocabularyConcept[],
  { most, leastConfidence }: SuggestionOptions,
): Promise<readonly Suggestion[]> {
  const labels = concepts.flatMap(({ id, labels: own }) => own.map((label, place) => ({ id, place, ...label })));
  const rows = await dataSource.transaction(async (manager) => {
    // Many topics and a large vocabulary take longer than what a server grants its requests.
    await manager.query('SET LOCAL statement_timeout = 0');
    return manager.query<SuggestionRow[]>(
      // Materialised, so that each label is folded once and not for each comparison.
      `WITH topic_label AS MATERIALIZED (
         SELECT topic.key, lower(label.key) AS lang, label.value AS text, fold(label.value) AS folded
         FROM topic, jsonb_each_text(topic.labels) AS label
         WHERE topic.key = ANY($1)
       ),
       concept_label AS MATERIALIZED (
         SELECT concept.*, fold(concept.text) AS folded
         FROM unnest($2::text[], $3::integer[], $4::text[], $5::text[]) AS concept(id, place, lang, text)
       ),
       compared AS (
         SELECT topic.key, concept.id, concept.place,
           topic.lang AS topic_lang, topic.text AS topic_text, concept.lang AS concept_lang, concept.text AS concept_text,
           CASE
             WHEN topic.folded = concept.folded THEN 1
             ELSE least(${LESS_THAN_EQUAL}, (similarity(topic.folded, concept.folded) + greatest(
               strict_word_similarity(topic.folded, concept.folded),
               strict_word_similarity(concept.folded, topic.folded))) / 2)
           END
           * CASE
               WHEN split_part(topic.lang, '-', 1) = split_part(concept.lang, '-', 1) THEN 1
               ELSE ${OTHER_LANGUAGE}
             END AS confidence
         FROM topic_label AS topic JOIN concept_label AS concept
           ON similarity(topic.folded, concept.folded) >= ${LEAST_IN_COMMON}
       ),
       best AS (
         SELECT DISTINCT ON (key, id) *
         FROM compared
         WHERE confidence >= $6
         ORDER BY key, id, confidence DESC, place, topic_lang, concept_lang, concept_text
       )
       SELECT * FROM (
         SELECT best.*, row_number() OVER (PARTITION BY key ORDER BY confidence DESC, id COLLATE "C") AS rank FROM best
       ) AS ranked
       WHERE rank <= $7
       ORDER BY key, rank`,
      [
        topicKeys,
        labels.map(({ id }) => id),
        labels.map(({ place }) => place),
        labels.map(({ lang }) => lang),
        // PostgreSQL knows no U+0000 in a text.
        labels.map(({ text }) => text.replaceAll('\0', ' ')),
        leastConfidence,
        most,
      ],
    );
  });
  return rows.map((row) => ({
    topicKey: row.key,
    conceptId: row.id,
    confidence: row.confidence,
    topicLabel: { lang: row.topic_lang, text: row.topic_text },
    conceptLabel: { lang: row.concept_lang, text: row.concept_text },
  }));
}

interface SuggestionRow {
  readonly key: string;
  readonly id: string;
  readonly confidence: number;
  readonly topic_lang: string;
  readonly topic_text: string;
  readonly concept_lang: string;
  readonly concept_text: string;
}
