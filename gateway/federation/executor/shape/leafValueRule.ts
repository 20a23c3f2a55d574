import { isCustomScalarType, isEnumType } from '@apollo/federation-internals';
import type { NamedType } from '@apollo/federation-internals';

/** Tells whether a subgraph may answer a value for a scalar or an enum. Null for a type of which any value is fine. */
export function leafValueRule(type: NamedType): ((value: unknown) => boolean) | null {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.values.map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (type.kind !== 'ScalarType' || isCustomScalarType(type)) return null;
  switch (type.name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return isInteger;
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'ID':
      return (value) => typeof value === 'string' || isInteger(value);
    default:
      return (value) => typeof value === 'string';
  }
}

/** Integers that JavaScript writes without an exponent; a subgraph's wider integers pass. */
function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e21;
}
