import { optional, required } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { idOfOthers, instant } from '../columns/values';

/** Exchanges that other cities recorded, and that this city says to have hosted. */
export const confirmations = recordKind(
  'confirmations',
  {
    exchange: required(idOfOthers('exchange')),
    updated_at: optional(instant), // taken, so that every file may have it, but the contract tells it of no confirmation
  },
  {
    confirmation: {
      replaces: 'row',
      references: [],
      unique: { columns: ['exchange_id'], sourceColumn: 'exchange' },
    },
  },
  ({ exchange }) => ({ confirmation: [{ exchange_id: exchange }] }),
);
