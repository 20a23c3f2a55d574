import { stringify } from 'csv-stringify/sync';
import type { Suggestion } from './findSuggestions';
import type { Label } from './readVocabularyFile';
import type { TopicSuggestions } from './suggestMappings';

/** What separates the columns: a German or Dutch Excel wants semicolons, an English one commas. */
export type Separator = 'semicolon' | 'comma';

/**
 * The suggestions as a CSV file for a spreadsheet: a line for each, with an empty column `accept` for a person to fill,
 * and a line without a concept for a topic to which nothing is alike. Texts that a spreadsheet would take for a formula
 * get an apostrophe before them.
 */
export function formatSuggestions(topics: readonly TopicSuggestions[], separator: Separator): string {
  const rows = topics.flatMap(({ topic, suggestions }) => {
    const record = { accept: '', topic: topic.key, topic_label: topic.label, records: topic.records };
    return suggestions.length === 0
      ? [record]
      : suggestions.map((suggestion) => ({ ...record, ...describe(suggestion) }));
  });
  return stringify(rows, {
    header: true,
    columns: [
      'accept',
      'topic',
      'match',
      'concept',
      'confidence',
      'topic_label',
      'compared_topic_label',
      'compared_concept_label',
      'records',
    ],
    delimiter: separator === 'comma' ? ',' : ';',
    record_delimiter: 'windows',
    // Without it, Excel takes UTF-8 for Windows-1252.
    bom: true,
    escape_formulas: true,
  });
}

function describe({ conceptId, confidence, topicLabel, conceptLabel }: Suggestion) {
  return {
    match: confidence === 1 ? 'EXACT_MATCH' : 'CLOSE_MATCH',
    concept: conceptId,
    confidence: confidence === 1 ? '1' : confidence.toFixed(2),
    compared_topic_label: withLanguage(topicLabel),
    compared_concept_label: withLanguage(conceptLabel),
  };
}

function withLanguage({ lang, text }: Label): string {
  return lang === '' ? text : `${text} (${lang})`;
}
