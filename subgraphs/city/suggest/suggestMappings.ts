import type { DataSource } from 'typeorm';
import { rowsByOwner } from '../database/RecordTable';
import { findSuggestions } from './findSuggestions';
import type { Suggestion, SuggestionOptions } from './findSuggestions';
import { readTopics } from './readTopics';
import type { CityTopic } from './readTopics';
import type { VocabularyConcept } from './readVocabularyFile';

/** Gets the concepts of a vocabulary, with labels in these languages at least, and with these ids where it has them. */
export type ReadVocabulary = (
  languages: readonly string[],
  ids: readonly string[],
) => Promise<readonly VocabularyConcept[]>;

export interface TopicSuggestions {
  readonly topic: CityTopic;
  /** Concepts to which the topic maps, and which the vocabulary does not have. */
  readonly unknownConcepts: readonly string[];
  /** The best first; empty when nothing is alike. */
  readonly suggestions: readonly Suggestion[];
}

/**
 * Proposes concepts for every topic that maps to none, or to none that the vocabulary has, since nobody who asks by
 * concept finds what rests on either. Topics with the most records come first.
 */
export async function suggestMappings(
  dataSource: DataSource,
  readVocabulary: ReadVocabulary,
  options: SuggestionOptions,
): Promise<readonly TopicSuggestions[]> {
  const topics = await readTopics(dataSource);
  const concepts = await readVocabulary(
    [...new Set(topics.flatMap(({ languages }) => languages))],
    [...new Set(topics.flatMap((topic) => topic.concepts))],
  );
  const known = new Set(concepts.map(({ id }) => id));
  const unmapped = topics.filter((topic) => !topic.concepts.some((id) => known.has(id)));
  const keys = unmapped.map(({ key }) => key);
  const found = await findSuggestions(dataSource, keys, concepts, options);
  const suggestions = rowsByOwner(keys, found, ({ topicKey }) => topicKey);
  return unmapped.map((topic, index) => ({
    topic,
    unknownConcepts: topic.concepts,
    suggestions: suggestions[index] ?? [],
  }));
}
