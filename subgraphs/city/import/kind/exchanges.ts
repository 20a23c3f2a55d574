import { EXCHANGE_KINDS } from '../../../contract/enums';
import { flag, listOf, optional, required } from '../columns/Column';
import { inOrder, recordKind } from '../columns/RecordKind';
import { listIn, records, to } from '../columns/TableForm';
import {
  citySlug,
  count,
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
  webAddress,
} from '../columns/values';
import { contactColumns } from './contact';

/** Meetings of cities to learn from each other, each recorded by one of them. */
export const exchanges = recordKind(
  'exchanges',
  {
    key: required(recordKey),
    kind: required(oneOf(...EXCHANGE_KINDS)),
    title: required(line),
    summary: optional(text),
    starts_on: optional(partialDate),
    ends_on: optional(partialDate),
    duration_days: optional(count),
    participants: optional(count),
    participants_approximate: flag,
    place: optional(line),
    register_by: optional(partialDate),
    url: optional(webAddress),
    open_to: optional(text),
    host: optional(citySlug),
    guests: listOf(citySlug),
    topics: listOf(keyOf('topics')),
    programmes: listOf(keyOf('programmes')),
    ...contactColumns,
    language: optional(languageTag),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  {
    exchange: records,
    exchange_topic: listIn('exchange', to('topic', 'topics')),
    exchange_programme: listIn('exchange', to('programme', 'programmes')),
  },
  ({ host, guests, topics, programmes, ...row }) => ({
    exchange: [{ ...row, sort_title: sortTitleOf(row.title), host_id: host, guest_ids: guests }],
    exchange_topic: topics.map((topic_key) => ({ exchange_key: row.key, topic_key })),
    exchange_programme: programmes.map((programme_key) => ({ exchange_key: row.key, programme_key })),
  }),
  inOrder('starts_on', 'ends_on'),
  inOrder('register_by', 'starts_on'),
);
