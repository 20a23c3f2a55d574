import { PROGRAMME_STATUSES } from '../../../contract/enums';
import { toAttributes } from '../../record/Attribute';
import { flag, listOf, optional, required, zeroOrMore } from '../columns/Column';
import { inOrder, recordKind } from '../columns/RecordKind';
import { listIn, records, to } from '../columns/TableForm';
import {
  attributeName,
  boolean,
  instant,
  keyOf,
  line,
  oneOf,
  partialDate,
  recordKey,
  text,
  visibility,
} from '../columns/values';

/** What the city runs: programmes, projects, services, plans. */
export const programmes = recordKind(
  'programmes',
  {
    key: required(recordKey),
    title: required(line),
    summary: optional(text),
    status: optional(oneOf(...PROGRAMME_STATUSES)),
    starts_on: optional(partialDate),
    ends_on: optional(partialDate),
    good_practice: flag,
    open_to_visitors: optional(boolean),
    topics: listOf(keyOf('topics')),
    staff: listOf(keyOf('staff')),
    'additional.<name>': zeroOrMore(attributeName, text),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  {
    programme: records,
    programme_topic: listIn('programme', to('topic', 'topics')),
    programme_staff: listIn('programme', to('staff', 'staff')),
  },
  ({ topics, staff, 'additional.<name>': additional, ...row }) => ({
    programme: [{ ...row, additional: toAttributes(additional) }],
    programme_topic: topics.map((topic_key) => ({ programme_key: row.key, topic_key })),
    programme_staff: staff.map((staff_key) => ({ programme_key: row.key, staff_key })),
  }),
  inOrder('starts_on', 'ends_on'),
);
