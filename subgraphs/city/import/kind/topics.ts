import { listOf, oneOrMore, optional, required } from '../columns/Column';
import { differentIn, recordKind } from '../columns/RecordKind';
import { listIn, records } from '../columns/TableForm';
import { conceptId, instant, languageTag, line, recordKey } from '../columns/values';

/** The city's own terms for its work, and how they map to the network's concepts (the mapping properties of SKOS). */
export const topics = recordKind(
  'topics',
  {
    key: required(recordKey),
    'label_<language>': oneOrMore(languageTag, line),
    exact_match: listOf(conceptId),
    close_match: listOf(conceptId),
    broad_match: listOf(conceptId), // the concept is broader than the topic
    narrow_match: listOf(conceptId), // the concept is narrower than the topic
    updated_at: optional(instant),
  },
  { topic: records, topic_mapping: listIn('topic') },
  ({ key, updated_at, 'label_<language>': labels, exact_match, close_match, broad_match, narrow_match }) => ({
    topic: [{ key, labels, updated_at }],
    topic_mapping: [
      ...exact_match.map((concept_id) => ({ topic_key: key, concept_id, match: 'EXACT_MATCH' })),
      ...close_match.map((concept_id) => ({ topic_key: key, concept_id, match: 'CLOSE_MATCH' })),
      ...broad_match.map((concept_id) => ({ topic_key: key, concept_id, match: 'BROAD_MATCH' })),
      ...narrow_match.map((concept_id) => ({ topic_key: key, concept_id, match: 'NARROW_MATCH' })),
    ],
  }),
  differentIn('exact_match', 'close_match', 'broad_match', 'narrow_match'),
);
