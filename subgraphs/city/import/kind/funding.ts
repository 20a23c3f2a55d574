import { FUNDING_KINDS } from '../../../contract/enums';
import { optional, required } from '../columns/Column';
import { inCurrency, recordKind } from '../columns/RecordKind';
import { numberedIn } from '../columns/TableForm';
import { amount, currency, instant, keyOf, line, oneOf, share, webAddress } from '../columns/values';

/** Whose money programmes run on, in the order to show it. */
export const funding = recordKind(
  'funding',
  {
    programme: required(keyOf('programmes')),
    kind: required(oneOf(...FUNDING_KINDS)),
    fund: optional(line),
    funder: optional(line),
    amount: optional(amount),
    currency: optional(currency),
    share: optional(share),
    url: optional(webAddress),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no funding
  },
  { programme_funding: numberedIn('programme', 'programme_funding') },
  // Numbered within their programme when all are staged. A currency that stands in every line says nothing without a sum.
  ({ programme, ...row }) => ({
    programme_funding: [{ ...row, programme_key: programme, currency: row.amount === null ? null : row.currency }],
  }),
  inCurrency('amount'),
);
