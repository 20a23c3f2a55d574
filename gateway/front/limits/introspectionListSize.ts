import { isAbstractType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { AskedField } from './createListSizes';

interface Lengths {
  readonly total: number;
  readonly longest: number;
}

const measured = new WeakMap<GraphQLSchema, ReadonlyMap<string, Lengths>>();

/**
 * How long a list of introspection is. All types of the schema together have no more fields than there are, so that the lists
 * of one kind count with their average where every type is gone through, and with the longest where the types are chosen.
 */
export function introspectionListSize({ coordinate, owner }: AskedField, schema: GraphQLSchema): number | undefined {
  let lengths = measured.get(schema);
  if (lengths === undefined) measured.set(schema, (lengths = measure(schema)));
  const known = lengths.get(coordinate);
  if (known === undefined) return undefined;
  return goesThroughAll(owner) ? known.total / (lengths.get(owner.coordinate)?.total ?? 1) : known.longest;
}

/** Whether the owner gives every object of its kind once. */
function goesThroughAll(owner: AskedField | undefined): owner is AskedField {
  switch (owner?.coordinate) {
    case '__Schema.types':
    case '__Schema.directives':
      return true;
    case '__Type.fields':
    case '__Type.inputFields':
      return goesThroughAll(owner.owner);
    default:
      return false;
  }
}

function measure(schema: GraphQLSchema): ReadonlyMap<string, Lengths> {
  const types = Object.values(schema.getTypeMap());
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields: GraphQLField<unknown, unknown>[] = withFields.flatMap((type) => Object.values(type.getFields()));
  const directives = schema.getDirectives();
  return new Map([
    ['__Schema.types', lengthsOf([types.length])],
    ['__Schema.directives', lengthsOf([directives.length])],
    ['__Type.fields', lengthsOf(withFields.map((type) => Object.keys(type.getFields()).length))],
    ['__Type.interfaces', lengthsOf(withFields.map((type) => type.getInterfaces().length))],
    [
      '__Type.possibleTypes',
      lengthsOf(types.filter(isAbstractType).map((type) => schema.getPossibleTypes(type).length)),
    ],
    ['__Type.enumValues', lengthsOf(types.filter(isEnumType).map((type) => type.getValues().length))],
    [
      '__Type.inputFields',
      lengthsOf(types.filter(isInputObjectType).map((type) => Object.keys(type.getFields()).length)),
    ],
    ['__Field.args', lengthsOf(fields.map(({ args }) => args.length))],
    ['__Directive.args', lengthsOf(directives.map(({ args }) => args.length))],
    ['__Directive.locations', lengthsOf(directives.map(({ locations }) => locations.length))],
  ]);
}

function lengthsOf(lengths: readonly number[]): Lengths {
  return { total: lengths.reduce((sum, length) => sum + length, 0), longest: Math.max(1, ...lengths) };
}
