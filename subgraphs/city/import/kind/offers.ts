import { OFFER_KINDS } from '../../../contract/enums';
import { listOf, optional, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { listIn, records, to } from '../columns/TableForm';
import { instant, keyOf, line, oneOf, recordKey, text, visibility } from '../columns/values';

/** What the city offers to other cities. */
export const offers = recordKind(
  'offers',
  {
    key: required(recordKey),
    kind: required(oneOf(...OFFER_KINDS)),
    title: required(line),
    summary: optional(text),
    topics: listOf(keyOf('topics')),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  { offer: records, offer_topic: listIn('offer', to('topic', 'topics')) },
  ({ topics, ...row }) => ({
    offer: [row],
    offer_topic: topics.map((topic_key) => ({ offer_key: row.key, topic_key })),
  }),
);
