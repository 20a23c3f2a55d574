import { optional, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { numberedIn } from '../columns/TableForm';
import { instant, keyOf, languageTag, line, partialDate, webAddress } from '../columns/values';

/** What there is to read on a programme, in the order to show it. */
export const documents = recordKind(
  'documents',
  {
    programme: required(keyOf('programmes')),
    title: required(line),
    url: required(webAddress),
    language: optional(languageTag),
    published_on: optional(partialDate),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no document
  },
  { programme_document: numberedIn('programme', 'programme_document') },
  // Numbered within their programme when all are staged.
  ({ programme, ...row }) => ({ programme_document: [{ ...row, programme_key: programme }] }),
);
