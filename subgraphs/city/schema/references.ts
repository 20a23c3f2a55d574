import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { MAX_REFERENCES } from '../../contract/bounds';
import { keyOf } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { noteStaff } from '../disclosure/watchDisclosures';
import { BadUserInputError } from '../errors';
import { City } from '../record/City';
import type { Keyed, NodeKind } from '../record/Node';
import { nodeKinds } from '../record/nodeKinds';
import { staff } from '../record/Staff';

/** What Federation gives to name an entity; the id comes from outside and may be anything. */
interface Reference {
  readonly id?: unknown;
}

type ResolveReference = (reference: Reference, context: CityContext) => City | Promise<Keyed | null> | null;

/**
 * Turns Federation's references into records, by type. Federation asks for one at a time, the loaders make one statement
 * of all. An id that is unknown here, another city's or malformed gives null, never an error.
 */
export const referenceResolvers: Readonly<Record<string, ResolveReference>> = {
  City: ({ id }, { cityId }) => (id === cityId ? new City(cityId) : null),
  // Their class has the name of their type.
  ...Object.fromEntries(
    nodeKinds.map((kind) => [kind.entity.name, (reference, context) => findRecord<Keyed>(kind, reference, context)]),
  ),
  Staff: async (reference, context) => {
    const found = await findRecord(staff, reference, context);
    // That there is such a person is told, whatever else is asked.
    if (found !== null && context.disclosures !== null) noteStaff(found, context.disclosures, 'ID');
    return found;
  },
};

async function findRecord<Item extends Keyed>(
  kind: NodeKind<Item>,
  { id }: Reference,
  { cityId, loaders }: CityContext,
): Promise<Item | null> {
  const key = keyOf(id, cityId, kind.type);
  return key === null ? null : loaders.records(kind).load(key);
}

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
      const error = errorOf(reference, index);
      if (error !== null) return error;
      const [entity] = resolve(source, { representations: [reference] }, context, info) as readonly unknown[];
      return entity;
    });
  };
  field.resolve = checking as typeof field.resolve;
  return schema;
}

function errorOf(reference: unknown, index: number): BadUserInputError | null {
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
