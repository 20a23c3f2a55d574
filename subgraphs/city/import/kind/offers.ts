import { OFFER_KINDS } from '../../../contract/enums';
import { listOf, optional, optionalListOf, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { listIn, recordsWith, to } from '../columns/TableForm';
import {
  count,
  instant,
  keyOf,
  languageTag,
  line,
  oneOf,
  recordKey,
  sortTitleOf,
  text,
  visibility,
} from '../columns/values';
import { contactColumns } from './contact';

/** What the city offers to other cities. */
export const offers = recordKind(
  'offers',
  {
    key: required(recordKey),
    kind: required(oneOf(...OFFER_KINDS)),
    title: required(line),
    summary: optional(text),
    availability: optional(text),
    capacity: optional(count),
    languages: optionalListOf(languageTag),
    programme: optional(keyOf('programmes')),
    topics: listOf(keyOf('topics')),
    ...contactColumns,
    language: optional(languageTag),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  {
    offer: recordsWith(to('programme', 'programme', 'forgets it')),
    offer_topic: listIn('offer', to('topic', 'topics')),
  },
  ({ topics, programme, ...row }) => ({
    offer: [{ ...row, sort_title: sortTitleOf(row.title), programme_key: programme }],
    offer_topic: topics.map((topic_key) => ({ offer_key: row.key, topic_key })),
  }),
);
