import { PARTNER_KINDS } from '../../../contract/enums';
import { optional, required } from '../columns/Column';
import { exactlyOneOf, recordKind } from '../columns/RecordKind';
import { numberedIn } from '../columns/TableForm';
import { instant, keyOf, line, oneOf, webAddress } from '../columns/values';

/** Who takes part in a programme or an exchange from outside the cities' administrations, in the order to show them. */
export const partners = recordKind(
  'partners',
  {
    programme: optional(keyOf('programmes')),
    exchange: optional(keyOf('exchanges')),
    name: required(line),
    kind: required(oneOf(...PARTNER_KINDS)),
    url: optional(webAddress),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no partner
  },
  {
    programme_partner: numberedIn('programme', 'programme_partner'),
    exchange_partner: numberedIn('exchange', 'exchange_partner'),
  },
  // Numbered within their programme or exchange when all are staged.
  ({ programme, exchange, ...row }) => ({
    programme_partner: programme === null ? [] : [{ ...row, programme_key: programme }],
    exchange_partner: exchange === null ? [] : [{ ...row, exchange_key: exchange }],
  }),
  exactlyOneOf('programme', 'exchange'),
);
