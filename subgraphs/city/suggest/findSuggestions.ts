import type { DataSource, EntityManager } from 'typeorm';
import { findCandidates } from './findCandidates';
import type { Trigrams } from './findCandidates';
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

/**
 * Compares the labels of these topics with those of the concepts, by the groups of three letters that they share
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
  const labels = concepts.flatMap(({ id, labels: own }) =>
    // PostgreSQL knows no U+0000 in a text.
    own.map(({ lang, text }, place) => ({ id, place, lang, text: text.replaceAll('\0', ' ') })),
  );
  const rows = await dataSource.transaction(async (manager) => {
    // Many topics and a large vocabulary take longer than what a server grants its requests.
    await manager.query('SET LOCAL statement_timeout = 0');
    const topicLabels = await manager.query<TopicLabel[]>(
      `SELECT topic.key, lower(label.key) AS lang, label.value AS text
       FROM topic, jsonb_each_text(topic.labels) AS label
       WHERE topic.key = ANY($1)`,
      [topicKeys],
    );
    const candidates = findCandidates(
      await readTrigrams(manager, topicLabels),
      await readTrigrams(manager, labels),
      leastConfidence,
    );
    return manager.query<SuggestionRow[]>(
      // Materialised, so that each label is folded once and not for each comparison.
      `WITH topic_label AS MATERIALIZED (
         SELECT topic.*, fold(topic.text) AS folded
         FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS topic(key, lang, text, number)
       ),
       concept_label AS MATERIALIZED (
         SELECT concept.*, fold(concept.text) AS folded
         FROM unnest($4::text[], $5::integer[], $6::text[], $7::text[]) WITH ORDINALITY
           AS concept(id, place, lang, text, number)
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
         FROM unnest($8::integer[], $9::integer[]) AS candidate(topic, concept)
         JOIN topic_label AS topic ON topic.number = candidate.topic + 1
         JOIN concept_label AS concept ON concept.number = candidate.concept + 1
       ),
       best AS (
         SELECT DISTINCT ON (key, id) *
         FROM compared
         WHERE confidence >= $10
         ORDER BY key, id, confidence DESC, place, topic_lang, concept_lang, concept_text
       )
       SELECT * FROM (
         SELECT best.*, row_number() OVER (PARTITION BY key ORDER BY confidence DESC, id COLLATE "C") AS rank FROM best
       ) AS ranked
       WHERE rank <= $11
       ORDER BY key, rank`,
      [
        topicLabels.map(({ key }) => key),
        topicLabels.map(({ lang }) => lang),
        topicLabels.map(({ text }) => text),
        labels.map(({ id }) => id),
        labels.map(({ place }) => place),
        labels.map(({ lang }) => lang),
        labels.map(({ text }) => text),
        candidates.map(({ topic }) => topic),
        candidates.map(({ concept }) => concept),
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

interface TopicLabel extends Label {
  readonly key: string;
}

/** In the order of the labels. */
async function readTrigrams(manager: EntityManager, labels: readonly Label[]): Promise<readonly Trigrams[]> {
  const rows = await manager.query<{ readonly trigrams: Trigrams }[]>(
    `SELECT show_trgm(fold(text)) AS trigrams FROM unnest($1::text[]) WITH ORDINALITY AS label(text, place) ORDER BY place`,
    [labels.map(({ text }) => text)],
  );
  return rows.map(({ trigrams }) => trigrams);
}
