import { optional, required } from '../columns/Column';
import { exactlyOneOf, recordKind } from '../columns/RecordKind';
import { translationsOf } from '../columns/TableForm';
import { instant, keyOf, languageTag, line, text } from '../columns/values';

/** Titles and summaries in languages that are not the record's own. */
export const texts = recordKind(
  'texts',
  {
    programme: optional(keyOf('programmes')),
    exchange: optional(keyOf('exchanges')),
    offer: optional(keyOf('offers')),
    need: optional(keyOf('needs')),
    language: required(languageTag),
    title: required(line),
    summary: optional(text),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no text
  },
  {
    programme_translation: translationsOf('programme'),
    exchange_translation: translationsOf('exchange'),
    offer_translation: translationsOf('offer'),
    need_translation: translationsOf('need'),
  },
  // Numbered within their record when all are staged.
  ({ programme, exchange, offer, need, ...row }) => ({
    programme_translation: programme === null ? [] : [{ ...row, programme_key: programme }],
    exchange_translation: exchange === null ? [] : [{ ...row, exchange_key: exchange }],
    offer_translation: offer === null ? [] : [{ ...row, offer_key: offer }],
    need_translation: need === null ? [] : [{ ...row, need_key: need }],
  }),
  exactlyOneOf('programme', 'exchange', 'offer', 'need'),
);
