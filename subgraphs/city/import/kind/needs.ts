import { NEED_STATUSES } from '../../../contract/enums';
import { listOf, optional, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { listIn, records, to } from '../columns/TableForm';
import {
  instant,
  keyOf,
  languageTag,
  line,
  oneOf,
  partialDate,
  recordKey,
  sortTitleOf,
  text,
  visibility,
} from '../columns/values';
import { contactColumns } from './contact';

/** What the city looks for in other cities. */
export const needs = recordKind(
  'needs',
  {
    key: required(recordKey),
    title: required(line),
    summary: optional(text),
    status: optional(oneOf(...NEED_STATUSES)),
    wanted_by: optional(partialDate),
    topics: listOf(keyOf('topics')),
    ...contactColumns,
    language: optional(languageTag),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  { need: records, need_topic: listIn('need', to('topic', 'topics')) },
  ({ topics, ...row }) => ({
    need: [{ ...row, sort_title: sortTitleOf(row.title) }],
    need_topic: topics.map((topic_key) => ({ need_key: row.key, topic_key })),
  }),
);
