import type { GraphqlAnswer } from '../answerTruly';
import type { Lie } from './Fault';

// What the city gives for two ids, as type and id. Each lie knows what it changes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Identities = any;

const about =
  (tell: (identities: Identities) => unknown) =>
  ({ data }: GraphqlAnswer): unknown => ({ data: { _entities: tell(data._entities) } });

const aboutFirst = (change: object): Lie['tell'] => about(([first, second]) => [{ ...first, ...change }, second]);

/** Lies of a city that is asked whether it has two records. */
export const identityLies: readonly (Lie & { readonly spoils: 'FIRST' | 'BOTH' })[] = [
  { id: 'FLT-190', does: 'swaps its records', tell: about((both) => both.toReversed()), spoils: 'BOTH' },
  {
    id: 'FLT-191',
    does: 'gives another of its records',
    tell: aboutFirst({ id: 'flt-191:staff:unit-9' }),
    spoils: 'FIRST',
  },
  {
    id: 'FLT-192',
    does: 'gives a record of another city',
    tell: aboutFirst({ id: 'musterstadt:staff:unit-1' }),
    spoils: 'FIRST',
  },
  {
    id: 'FLT-193',
    does: 'gives a record of another type',
    tell: aboutFirst({ __typename: 'Programme' }),
    spoils: 'FIRST',
  },
  {
    id: 'FLT-194',
    does: 'gives a record of a type that there is not',
    tell: aboutFirst({ __typename: 'Oracle' }),
    spoils: 'FIRST',
  },
  { id: 'FLT-195', does: 'gives a record without an id', tell: aboutFirst({ id: null }), spoils: 'BOTH' },
  { id: 'FLT-196', does: 'gives too few records', tell: about(([first]) => [first]), spoils: 'BOTH' },
  {
    id: 'FLT-197',
    does: 'gives too many records',
    tell: about(([first, second]) => [first, second, first]),
    spoils: 'BOTH',
  },
];
