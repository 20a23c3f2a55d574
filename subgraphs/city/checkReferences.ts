import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { MAX_REFERENCES } from '../contract/bounds';
import { BadUserInputError } from './BadUserInputError';
import type { CityContext } from './context';
import { referenceResolvers } from './referenceResolvers';

type ResolveEntities = GraphQLFieldResolver<unknown, CityContext, { readonly representations: readonly unknown[] }>;

/**
 * Has `_entities` refuse what is no reference to a record of a city: Federation's library takes it for an accident of the
 * server. What is wrong with one reference is an error in its place and spares the others; an id that is unknown or
 * malformed is none (see referenceResolvers).
 */
export function checkReferences(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (field?.resolve === undefined) throw new Error('The schema is none of Federation: it has no field _entities.');
  const resolve = field.resolve as ResolveEntities;
  const checking: ResolveEntities = (source, { representations }, context, info) => {
    if (representations.length > MAX_REFERENCES) {
      throw new BadUserInputError(
        'representations',
        `representations must have at most ${MAX_REFERENCES} items, but got ${representations.length}.`,
      );
    }
    return representations.map((reference, index) => {
      const fault = faultOf(reference, index);
      if (fault !== null) return fault;
      const [entity] = resolve(source, { representations: [reference] }, context, info) as readonly unknown[];
      return entity;
    });
  };
  field.resolve = checking as typeof field.resolve;
  return schema;
}

function faultOf(reference: unknown, index: number): BadUserInputError | null {
  const argument = `representations[${index}]`;
  if (typeof reference !== 'object' || reference === null || Array.isArray(reference)) {
    return new BadUserInputError(
      argument,
      `${argument} must be an object with a __typename and an id, but got something else.`,
    );
  }
  const typename = '__typename' in reference ? reference.__typename : undefined;
  if (typeof typename === 'string' && Object.hasOwn(referenceResolvers, typename)) return null;
  const known = Object.keys(referenceResolvers).join(', ');
  const got = typename === undefined ? 'none' : 'something else';
  return new BadUserInputError(
    `${argument}.__typename`,
    `${argument}.__typename must be one of ${known}, but got ${got}.`,
  );
}
