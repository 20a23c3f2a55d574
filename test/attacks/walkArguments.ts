import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isLeafType,
} from 'graphql';

/** A place where a client can put a value: an argument of a field, or a field within it. */
export interface ArgumentPlace {
  /** `City.staff(filter.languages)` */
  readonly name: string;
  /** As errors name it: `filter.languages`. */
  readonly argument: string;
  /** Of the value that stands there, without lists. */
  readonly typeName: string;
  readonly isList: boolean;
  /** A question that puts each of the values there once, all else being well. */
  readonly question: (...values: readonly unknown[]) => Question;
  /** The same question without the argument, where it may be left out. */
  readonly plain: Question | null;
  /** By which the field is called in an answer. */
  readonly field: string;
}

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Walk {
  readonly schema: GraphQLSchema;
  /** How a question gets to a type: what stands before and behind a selection of it. */
  readonly starts: Readonly<Record<string, readonly [string, string]>>;
  /** What a field is well asked with, by `Type.field` or the field's name. */
  readonly wellAsked: Readonly<Record<string, string>>;
}

/**
 * Every place for a value in every field that clients can get to, found in the schema itself: an argument that is added
 * tomorrow is attacked today.
 */
export function walkArguments(walk: Walk): readonly ArgumentPlace[] {
  const places: ArgumentPlace[] = [];
  for (const [type, way] of waysToTypes(walk)) {
    for (const field of Object.values(type.getFields())) {
      for (const argument of field.args) places.push(...placesIn(type, field, argument, way, walk));
    }
  }
  return places;
}

type Way = readonly [string, string];

/** The shortest ways from the starts to each object type. */
function waysToTypes(walk: Walk): ReadonlyMap<GraphQLObjectType, Way> {
  const ways = new Map<GraphQLObjectType, Way>();
  for (const [name, way] of Object.entries(walk.starts)) {
    const type = walk.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There is no type ${name}.`);
    ways.set(type, way);
  }
  // A map is walked on while it grows: breadth first.
  for (const [type, [before, behind]] of ways) {
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || ways.has(next)) continue;
      ways.set(next, [`${before} ${field.name}${argumentsOf(type, field, walk)} {`, `} ${behind}`]);
    }
  }
  return ways;
}

/** The arguments that the field is well asked with, but for one. */
function argumentsOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  walk: Walk,
  but?: string,
  variable = '',
): string {
  const well = walk.wellAsked[`${type.name}.${field.name}`] ?? walk.wellAsked[field.name] ?? '';
  const given = well.split(';').filter((text) => text !== '' && text.split(':', 1)[0] !== but);
  const missing = field.args.find(
    (argument) => isRequiredArgument(argument) && argument.name !== but && !well.includes(`${argument.name}:`),
  );
  if (missing) throw new Error(`Say with what ${type.name}.${field.name}(${missing.name}) is well asked.`);
  const all = but === undefined ? given : [...given, `${but}: ${variable}`];
  return all.length === 0 ? '' : `(${all.join(', ')})`;
}

function placesIn(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  [before, behind]: Way,
  walk: Walk,
): readonly ArgumentPlace[] {
  const selection = isLeafType(getNamedType(field.type)) ? '' : `{ __typename ${coverageOf(field)} }`;
  const ask = (variable: string): string =>
    `${field.name}${argumentsOf(type, field, walk, argument.name, variable)} ${selection}`;
  return leavesOf(argument.type).map(({ path, typeName, isList, wrap }) => {
    const name = [argument.name, ...path].join('.');
    return {
      name: `${type.name}.${field.name}(${name})`,
      argument: name,
      typeName,
      isList,
      field: field.name,
      question: (...values) => ({
        query: `query (${values.map((_, at) => `$v${at}: ${String(argument.type)}`).join(', ')}) {
          ${before} ${values.map((_, at) => `v${at}: ${ask(`$v${at}`)}`).join(' ')} ${behind} }`,
        variables: Object.fromEntries(values.map((value, at) => [`v${at}`, wrap(value)])),
      }),
      plain: isRequiredArgument(argument)
        ? null
        : {
            query: `{ ${before} ${field.name}${argumentsOf(type, field, walk)} ${selection} ${behind} }`,
            variables: {},
          },
    };
  });
}

/** What cities made of it. */
function coverageOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  return isObjectType(type) && type.getFields()['coverage'] ? 'coverage { cities { status message } }' : '';
}

interface Leaf {
  readonly path: readonly string[];
  readonly typeName: string;
  readonly isList: boolean;
  readonly wrap: (value: unknown) => unknown;
}

function leavesOf(given: GraphQLInputType): readonly Leaf[] {
  const type = getNullableType(given);
  if (isListType(type)) {
    const listed = (value: unknown): unknown => (Array.isArray(value) ? value : [value]);
    return leavesOf(type.ofType).map((leaf) => ({ ...leaf, isList: true, wrap: (value) => listed(leaf.wrap(value)) }));
  }
  if (!isInputObjectType(type)) {
    return [{ path: [], typeName: type.name, isList: false, wrap: (value) => value }];
  }
  return Object.values(type.getFields()).flatMap((field) =>
    leavesOf(field.type).map((leaf) => ({
      ...leaf,
      path: [field.name, ...leaf.path],
      // What else the object needs stands in for itself.
      wrap: (value: unknown) => ({ ...companions(type, field.name), [field.name]: leaf.wrap(value) }),
    })),
  );
}

function companions(type: GraphQLInputType, but: string): Readonly<Record<string, unknown>> {
  if (!isInputObjectType(type)) return {};
  const required = Object.values(type.getFields()).filter(
    (field) => field.name !== but && String(field.type).endsWith('!'),
  );
  return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]));
}

function sampleOf(given: GraphQLInputType): unknown {
  const type = getNullableType(given);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isInputObjectType(type)) return companions(type, '');
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (type.name === 'Decimal') return '1';
  if (type.name === 'DateTime') return new Date().toISOString();
  return type.name === 'Int' ? 1 : 'concept:housing';
}

/** Texts that nobody can mean, and no part of the network has to see. */
export const NO_TEXTS = [
  '\u0000',
  'concept:housing\u0000',
  'de\u0000',
  '\ud800',
  'half \udfff',
  '\u001b[31m',
  '\u009b2J',
  'x'.repeat(50_000),
] as const;

const cursor = (...values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** What may be meant or not, of the type of the place: anything but a failure is an answer to it. */
export function oddValues({ typeName, argument, isList }: ArgumentPlace): readonly unknown[] {
  switch (typeName) {
    case 'String':
    case 'ID':
      return [
        ...['', '\n', '1e308', '\u202e', "' OR '1'='1", 'concept:none', '0000-00-00'],
        ...['de--AT', 'a-'.repeat(200), 'musterstadt:staff:', 'musterstadt:staff:none'],
        ...(argument === 'after' ? oddCursors : []),
        ...(isList ? [[], Array.from({ length: 300 }, (_, at) => `de-${at}`)] : []),
      ];
    case 'Int':
      return [0, -1, 2 ** 31 - 1, -(2 ** 31)];
    case 'Boolean':
      return [true];
    default:
      return isList ? [[]] : [];
  }
}

const oddCursors = [
  ...['A', cursor(), cursor(1, 2, 3, 4, 5), cursor('experts', '9999-12-31', 1000, 'musterstadt:staff:\0')],
  ...['staff', 'topics', 'exchanges'].map((list) => cursor('musterstadt', list, 'musterstadt', '\0', '\ud800')),
  cursor('musterstadt', 'staff', 'musterstadt', '\ud800', 'x'.repeat(2500)),
];

/** Of no type that the place takes, or of too many. */
export const WRONG_VALUES: readonly unknown[] = [null, {}, 1e308, 2 ** 31, '\0'];

/** Asks all, some at a time. */
export async function each<T>(items: readonly T[], ask: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (const item of waiting) await ask(item);
    }),
  );
}
