import { constantFrom, dictionary, nat, oneof, record } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { GraphQLError } from 'graphql';

/** What a subgraph answers, as JSON. */
export type Answer = Record<string, unknown>;

/** How a subgraph fails: in one of the usual ways, or with a wrong value in the place of one that is right. */
export type Fault =
  | 'IS_DOWN'
  | 'REFUSES'
  | 'ERRORS_ALONE'
  | 'NO_DATA'
  | 'NOTHING'
  | 'TOO_FEW_ENTITIES'
  | { readonly value: unknown; readonly at: number };

const WRONG: readonly unknown[] = [null, 'GHOST', '', 7, -0.5, 1e300, true, [], {}, [null], { __typename: 'Ghost' }];

/** Of up to two subgraphs. */
export function arbitraryFaults(subgraphs: readonly string[]): Arbitrary<Readonly<Record<string, Fault>>> {
  const fault = oneof(
    constantFrom<Fault[]>('IS_DOWN', 'REFUSES', 'ERRORS_ALONE', 'NO_DATA', 'NOTHING', 'TOO_FEW_ENTITIES'),
    record({ value: constantFrom(...WRONG), at: nat(200) }),
  );
  return dictionary(constantFrom(...subgraphs), fault, { maxKeys: 2 });
}

/** What comes of an answer with a fault. Throws as a data source does. */
export function spoil(answer: Answer, fault: Fault): Answer {
  switch (fault) {
    case 'IS_DOWN':
      throw new Error('connect ECONNREFUSED');
    case 'REFUSES':
      throw new GraphQLError('401: Unauthorized', { extensions: { code: 'UNAUTHENTICATED' } });
    case 'ERRORS_ALONE':
      return { errors: [{ message: '' }, { message: 'No.', path: ['_entities', 0, 'x'], extensions: { code: 'NO' } }] };
    case 'NO_DATA':
      return { data: null, errors: [{ message: 'Nothing there', path: ['_entities'] }] };
    case 'NOTHING':
      return {};
    case 'TOO_FEW_ENTITIES':
      return { data: { ...(answer['data'] as Answer | null), _entities: [] } };
    default:
      return { ...answer, data: spoilData(answer['data'], fault) };
  }
}

function spoilData(data: unknown, { at, value }: { readonly at: number; readonly value: unknown }): unknown {
  if (typeof data !== 'object' || data === null) return data;
  // How a subgraph calls its root decides something for Apollo, and nothing for us.
  const { __typename, ...fields } = data as Answer;
  const spoilt = replaceAt(fields, { left: at, value }) as Answer;
  return __typename === undefined ? spoilt : { __typename, ...spoilt };
}

/** Counts the values below one, each before what is in it, and puts another in the place of the one that is reached. */
function replaceAt(value: unknown, counter: { left: number; readonly value: unknown }): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Answer;
  for (const key of Object.keys(copy)) {
    if (counter.left-- === 0) copy[key] = counter.value;
    else copy[key] = replaceAt(copy[key], counter);
  }
  return copy;
}
