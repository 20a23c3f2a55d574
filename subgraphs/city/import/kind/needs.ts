import { listOf, optional, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { listIn, records, to } from '../columns/TableForm';
import { instant, keyOf, line, recordKey, text, visibility } from '../columns/values';

/** What the city looks for in other cities. */
export const needs = recordKind(
  'needs',
  {
    key: required(recordKey),
    title: required(line),
    summary: optional(text),
    topics: listOf(keyOf('topics')),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  { need: records, need_topic: listIn('need', to('topic', 'topics')) },
  ({ topics, ...row }) => ({
    need: [row],
    need_topic: topics.map((topic_key) => ({ need_key: row.key, topic_key })),
  }),
);
