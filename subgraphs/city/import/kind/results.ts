import { optional, required } from '../columns/Column';
import { exactlyOneOf, recordKind, withIt } from '../columns/RecordKind';
import { numberedIn } from '../columns/TableForm';
import { decimal, instant, keyOf, line, partialDate, webAddress } from '../columns/values';

/** What came of programmes and exchanges, in the order to show it. */
export const results = recordKind(
  'results',
  {
    programme: optional(keyOf('programmes')),
    exchange: optional(keyOf('exchanges')),
    indicator: required(line),
    value: optional(decimal),
    unit: optional(line),
    before: optional(decimal),
    date: optional(partialDate),
    evidence: optional(webAddress),
    evidence_title: optional(line),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no result
  },
  {
    programme_result: numberedIn('programme', 'programme_result'),
    exchange_result: numberedIn('exchange', 'exchange_result'),
  },
  // Numbered within their programme or exchange when all are staged.
  ({ programme, exchange, date, evidence, ...rest }) => {
    const row = { ...rest, reached_on: date, evidence_url: evidence };
    return {
      programme_result: programme === null ? [] : [{ ...row, programme_key: programme }],
      exchange_result: exchange === null ? [] : [{ ...row, exchange_key: exchange }],
    };
  },
  exactlyOneOf('programme', 'exchange'),
  withIt('evidence_title', 'evidence'),
);
