import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isObjectType } from 'graphql';
import type { CityContext } from '../context';
import { keyOf } from '../globalId';
import type { Staff } from '../staff/Staff';
import type { Disclosures } from './Disclosures';

type Notice = (source: unknown, disclosures: Disclosures, cityId: string) => void;

/** Fields that say no more of a record than its id does. */
const IMPERSONAL = new Set(['id', 'city']);

const ofRecord: Notice = (source, disclosures) => {
  const { key, kind } = source as Staff;
  if ((kind as string) === 'PERSON') disclosures.add(key, 'RECORD');
};

/** A hit does not tell of what kind the staff is; who writes the log finds out. */
const ofHit: Notice = (source, disclosures, cityId) => {
  const key = keyOf((source as { readonly id: unknown }).id, cityId, 'staff');
  if (key !== null) disclosures.add(key, 'HIT');
};

/**
 * Has every field of staff, and of hits among them, tell the request's `disclosures` when it is read. Fields are watched
 * rather than resolvers, so that a field added to the contract is watched from the first day, whatever way leads to it.
 */
export function noticeDisclosures(schema: GraphQLSchema): GraphQLSchema {
  watch(schema, 'Staff', ofRecord);
  watch(schema, 'StaffHit', ofHit);
  return schema;
}

function watch(schema: GraphQLSchema, typeName: string, notice: Notice): void {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`The contract has no type ${typeName}.`);
  for (const field of Object.values(type.getFields())) {
    if (IMPERSONAL.has(field.name)) continue;
    const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, CityContext>;
    const watched: typeof resolve = (source, args, context, info) => {
      if (context.disclosures !== null) notice(source, context.disclosures, context.cityId);
      return resolve(source, args, context, info);
    };
    field.resolve = watched as typeof field.resolve;
  }
}
