import { defaultFieldResolver, getNamedType, isObjectType } from 'graphql';
import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { keyOf } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import type { StaffHits } from '../hits/staffHits';
import type { Page } from '../record/Connection';
import type { Staff, StaffConnection } from '../record/Staff';
import type { Disclosures, Extent } from './Disclosures';

/** Is given the object whose field is read, or what a field gave. */
type Note = (object: unknown, disclosures: Disclosures, cityId: string) => void;

/** Fields that say no more of a record than that there is one. */
const IMPERSONAL = new Set(['id', 'city']);

/** A post or a unit is no person. */
export function noteStaff({ key, kind }: Staff, disclosures: Disclosures, extent: Extent): void {
  if ((kind as string) === 'PERSON') disclosures.add(key, extent);
}

/** A hit does not tell of what kind the staff is; who writes the log finds out. */
const noteHit: Note = (hit, disclosures, cityId) => {
  const key = keyOf((hit as { readonly id: unknown }).id, cityId, 'staff');
  if (key !== null) disclosures.add(key, 'HIT');
};

/** That a person's record is there, or was. Of one that is gone nothing is logged. */
const noteChange: Note = (change, disclosures, cityId) => {
  const { id, isPerson } = change as { readonly id: unknown; readonly isPerson: boolean };
  const key = isPerson ? keyOf(id, cityId, 'staff') : null;
  if (key !== null) disclosures.add(key, 'ID');
};

/** A cursor is the place of a record, and where a page ends tells how many there are. */
const notePage: Note = (page, disclosures) => {
  for (const staff of (page as StaffConnection).nodes) noteStaff(staff, disclosures, 'ID');
};

const noteHitCount: Note = (hits, disclosures) => {
  disclosures.addCount((hits as StaffHits).counted);
};

/**
 * Has the schema tell the request's `disclosures` whatever an answer says of persons: the fields of a record, a record
 * that is led to, whichever way, also where nothing of it is asked for but its id or its cursor, and counts. Types are
 * watched rather than resolvers, so that a field added to the contract is watched from the first day.
 */
export function watchDisclosures(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) watchResults(type);
  }
  const recordFields = Object.keys(typeOf(schema, 'Staff').getFields()).filter((name) => !IMPERSONAL.has(name));
  watchFields(schema, 'Staff', recordFields, (staff, disclosures) => {
    noteStaff(staff as Staff, disclosures, 'RECORD');
  });
  watchFields(schema, 'StaffConnection', ['edges', 'pageInfo'], notePage);
  watchFields(schema, 'StaffHits', ['total', 'facets'], noteHitCount);
  return schema;
}

/** Watches the fields that lead to records, or to hits among them. */
function watchResults(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const name = getNamedType(field.type).name;
    const note: Note | null =
      name === 'Staff'
        ? (staff, disclosures) => {
            noteStaff(staff as Staff, disclosures, 'ID');
          }
        : name === 'StaffHit'
          ? noteHit
          : name === 'RecordChange'
            ? noteChange
            : null;
    if (note === null) continue;
    const resolve = (field.resolve ?? defaultFieldResolver) as Resolve;
    const watched: Resolve = (source, args, context, info) => {
      const given = resolve(source, args, context, info);
      const { disclosures, cityId } = context;
      if (disclosures === null) return given;
      const tell = (value: unknown): unknown => {
        for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
          if (item != null) note(item, disclosures, cityId);
        }
        return value;
      };
      return given instanceof Promise ? given.then(tell) : tell(given);
    };
    field.resolve = watched as typeof field.resolve;
  }
}

type Resolve = GraphQLFieldResolver<unknown, CityContext>;

/** Watches what is read of the objects of a type. */
function watchFields(schema: GraphQLSchema, typeName: string, fieldNames: readonly string[], note: Note): void {
  const fields = typeOf(schema, typeName).getFields();
  for (const name of fieldNames) {
    const field = fields[name];
    if (field === undefined) throw new Error(`The contract has no field ${typeName}.${name}.`);
    const resolve = (field.resolve ?? defaultFieldResolver) as Resolve;
    const watched: Resolve = (source, args, context, info) => {
      if (context.disclosures !== null) note(source, context.disclosures, context.cityId);
      return resolve(source, args, context, info);
    };
    field.resolve = watched as typeof field.resolve;
  }
}

function typeOf(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The contract has no type ${name}.`);
  return type;
}

/**
 * Has a page of persons note in the request's `disclosures` that it was asked how many there are in all.
 *
 * @param filter what made the list shorter, by its name
 */
export function noteCount<Item>(
  page: Page<Item>,
  { disclosures }: Pick<CityContext, 'disclosures'>,
  filter: object,
): Page<Item> {
  if (disclosures === null) return page;
  return {
    ...page,
    count: async () => {
      const count = await page.count();
      disclosures.addCount({ concepts: [], filter, facets: false, ...count });
      return count;
    },
  };
}
