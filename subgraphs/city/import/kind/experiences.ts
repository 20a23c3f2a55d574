import { ROLES } from '../../../contract/enums';
import { optional, required } from '../columns/Column';
import { inOrder, recordKind } from '../columns/RecordKind';
import { to } from '../columns/TableForm';
import { instant, keyOf, oneOf, partialDate, recordKey, text } from '../columns/values';

/** The work of staff on topics. It is part of the staff record, and as visible. */
export const experiences = recordKind(
  'experiences',
  {
    key: required(recordKey),
    staff: required(keyOf('staff')),
    topic: required(keyOf('topics')),
    programme: optional(keyOf('programmes')),
    role: required(oneOf(...ROLES)),
    since: optional(partialDate),
    until: optional(partialDate),
    summary: optional(text),
    source: optional(text),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of staff only
  },
  {
    experience: {
      owner: { table: 'staff', column: 'staff_key' },
      replaces: 'row',
      references: [to('staff', 'staff'), to('topic', 'topic'), to('programme', 'programme', 'forgets it')],
    },
  },
  // Column by column, because this is the kind of which there are a million, and a rest of columns is slow to take.
  ({ key, staff, topic, programme, role, since, until, summary, source }) => ({
    experience: [
      { key, staff_key: staff, topic_key: topic, programme_key: programme, role, since, until, summary, source },
    ],
  }),
  inOrder('since', 'until'),
);
