import type { CityOperation } from '../../contract/AskCity';
import type { CombinedQuery, QueryPart } from './combineQueries';
import { combineQueries } from './combineQueries';

export interface CombinedOperation {
  readonly operation: CityOperation;
  /** In the order of the operations. Empty when there was one alone, which stays as it is. */
  readonly parts: readonly QueryPart[];
}

export type CombineOperations = (operations: readonly CityOperation[]) => CombinedOperation;

/** Makes one operation of several. Most cities are asked the same ones in a tick, so these are put together once. */
export function createCombiner(): CombineOperations {
  const numbers = new Map<CityOperation, number>();
  const combined = new Map<string, CombinedOperation>();
  const numberOf = (operation: CityOperation): number => {
    const number = numbers.get(operation) ?? numbers.size;
    numbers.set(operation, number);
    return number;
  };
  return (operations) => {
    const key = operations.map(numberOf).join(' ');
    const known = combined.get(key) ?? combineOperations(operations);
    combined.set(key, known);
    return known;
  };
}

function combineOperations(operations: readonly CityOperation[]): CombinedOperation {
  const [first, second] = operations;
  if (first !== undefined && second === undefined) return { operation: first, parts: [] };
  const { query, parts } = readTexts(operations.map((operation) => operation.query));
  const variables: Record<string, unknown> = {};
  for (const [index, operation] of operations.entries()) {
    for (const [name, value] of Object.entries(operation.variables)) {
      variables[`${name}${parts[index]?.suffix ?? ''}`] = value;
    }
  }
  return { operation: { query, variables }, parts };
}

/** Texts are few, since operations of the same kinds make the same one; the bound is for whoever tries to make many. */
const MAX_REMEMBERED = 200;
const remembered = new Map<string, CombinedQuery>();

function readTexts(queries: readonly string[]): CombinedQuery {
  const key = queries.join('\n');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const combined = combineQueries(queries);
  const oldest = remembered.size < MAX_REMEMBERED ? undefined : remembered.keys().next().value;
  if (oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, combined);
  return combined;
}
