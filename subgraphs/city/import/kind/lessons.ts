import { LESSON_KINDS } from '../../../contract/enums';
import { optional, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { numberedIn } from '../columns/TableForm';
import { instant, keyOf, oneOf, text } from '../columns/values';

/** What the city learnt from its programmes, in the order to show it. */
export const lessons = recordKind(
  'lessons',
  {
    programme: required(keyOf('programmes')),
    kind: required(oneOf(...LESSON_KINDS)),
    text: required(text),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no lesson
  },
  { programme_lesson: numberedIn('programme', 'programme_lesson') },
  // Numbered within their programme when all are staged.
  ({ programme, ...row }) => ({ programme_lesson: [{ ...row, programme_key: programme }] }),
);
