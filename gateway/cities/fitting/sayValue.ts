import type { GraphQLInputType } from 'graphql';
import { getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';
import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';
import { lacks } from './Said';
import type { Said } from './Said';

/** Says a variable's value, in JSON, to a city. A field of an input that is lacking is left out where it is null. */
export function sayValue(
  value: unknown,
  type: GraphQLInputType,
  lacking: ReadonlySet<SchemaCoordinate>,
): Said<unknown> {
  if (value === undefined || value === null) return { state: 'SAYABLE', value, given: false };
  const sayable = (said: unknown): Said<unknown> => ({ state: 'SAYABLE', value: said, given: true });
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (!Array.isArray(value)) return sayValue(value, nullable.ofType, lacking);
    const items: unknown[] = [];
    for (const item of value) {
      const said = sayValue(item, nullable.ofType, lacking);
      if (said.state === 'LACKING') return said;
      items.push(said.value);
    }
    return sayable(items);
  }
  if (lacking.has(nullable.name)) return lacks(nullable.name);
  if (isEnumType(nullable)) {
    const coordinate = typeof value === 'string' ? `${nullable.name}.${value}` : '';
    return lacking.has(coordinate) ? lacks(coordinate) : sayable(value);
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object') return sayable(value);
  const fields: [string, unknown][] = [];
  for (const [name, given] of Object.entries(value)) {
    const coordinate = `${nullable.name}.${name}`;
    const field = nullable.getFields()[name];
    if (lacking.has(coordinate)) {
      if (given !== null && given !== undefined) return lacks(coordinate);
      continue;
    }
    const said = field ? sayValue(given, field.type, lacking) : sayable(given);
    if (said.state === 'LACKING') return said;
    fields.push([name, said.value]);
  }
  return sayable(Object.fromEntries(fields));
}
