import type { CityOperation } from './AskCity';

/** One operation is sent to many cities, and compared with others before. */
const texts = new WeakMap<CityOperation, string>();

/** An operation as it is sent, in JSON. Two with the same text ask the same. */
export function operationText(operation: CityOperation): string {
  const known = texts.get(operation);
  if (known !== undefined) return known;
  const text = JSON.stringify({ query: operation.query, variables: operation.variables });
  texts.set(operation, text);
  return text;
}
