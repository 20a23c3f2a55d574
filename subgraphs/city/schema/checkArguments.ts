import { defaultFieldResolver, getNullableType, isInputObjectType, isListType, isObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLFieldResolver, GraphQLInputType, GraphQLSchema } from 'graphql';
import type { CityContext } from '../answer/context';
import { BadUserInputError } from '../errors';

/** What the hub asks may have a few thousand concepts; nobody has a reason for longer lists. */
const MAX_LIST = 10_000;
/** A cursor holds a name, and is the longest text that means something. */
const MAX_TEXT = 4096;
/** Control characters but white space, and halves of surrogate pairs. PostgreSQL takes no U+0000, and no text has the others. */
const NO_TEXT = /[^\P{Cc}\t\n\v\f\r\u0085]|\p{Cs}/u;

/** Throws BadUserInputError for a value that cannot be meant; `path` is the argument's name, and those of the fields in it. */
type Check = (value: unknown, path: string) => void;

/**
 * Has every field look at its arguments before it is resolved: a text that PostgreSQL would refuse is the client's
 * mistake and no accident here. Types are watched rather than resolvers, so that an argument added to the contract is
 * looked at from the first day.
 */
export function checkArguments(schema: GraphQLSchema): GraphQLSchema {
  const checks = new Map<GraphQLInputType, Check | null>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const checked = field.args.flatMap((argument) => {
        const check = checkOf(argument.type, checks);
        return check === null ? [] : [{ name: argument.name, check }];
      });
      if (checked.length === 0) continue;
      const resolve = (field.resolve ?? defaultFieldResolver) as Resolve;
      const checking: Resolve = (source, args, context, info) => {
        for (const { name, check } of checked) check(args[name], name);
        return resolve(source, args, context, info);
      };
      field.resolve = checking as typeof field.resolve;
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, CityContext, Readonly<Record<string, unknown>>>;

/** Null for a type of which GraphQL itself lets through only what can be meant. */
function checkOf(given: GraphQLArgument['type'], known: Map<GraphQLInputType, Check | null>): Check | null {
  const type = getNullableType(given);
  const before = known.get(type);
  if (before !== undefined) return before;
  let check: Check | null = null;
  if (isListType(type)) {
    const ofItem = checkOf(type.ofType, known);
    check = (value, path) => {
      if (!Array.isArray(value)) return;
      if (value.length > MAX_LIST) {
        throw new BadUserInputError(path, `${path} must have at most ${MAX_LIST} items, but got ${value.length}.`);
      }
      if (ofItem !== null) for (const item of value) ofItem(item, path);
    };
  } else if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const ofField = checkOf(field.type, known);
      return ofField === null ? [] : [{ name: field.name, ofField }];
    });
    check = (value, path) => {
      if (value == null) return;
      for (const { name, ofField } of fields) ofField((value as Record<string, unknown>)[name], `${path}.${name}`);
    };
  } else if (type.name === 'String' || type.name === 'ID') {
    check = checkText;
  }
  known.set(type, check);
  return check;
}

function checkText(value: unknown, path: string): void {
  if (typeof value !== 'string') return;
  if (value.length > MAX_TEXT) {
    throw new BadUserInputError(path, `${path} must have at most ${MAX_TEXT} characters, but got ${value.length}.`);
  }
  const [wrong] = NO_TEXT.exec(value) ?? [];
  if (wrong !== undefined) {
    const code = wrong.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new BadUserInputError(path, `${path} must be a text without control characters, but has U+${code}.`);
  }
}
