import type { GraphQLFieldResolver } from 'graphql';
import { getMetadataStorage, Int } from 'type-graphql';
import type { CityContext } from '../answer/context';

type Resolve = GraphQLFieldResolver<object, CityContext, Record<string, unknown>>;

/** Resolvers by type and field, as the tools of Apollo take them. */
export type ResolverMap = Record<string, Record<string, unknown>>;

/** One of a method's parameters. */
type Read = (...given: Parameters<Resolve>) => unknown;

/**
 * Puts plain functions in place of type-graphql's resolvers where these do nothing more: a field without a method is left
 * to graphql-js, and of a method the parameters are found once and not, sorted anew, with each call. A page of staff
 * calls hundreds; this makes a quarter of the time that its answer takes.
 *
 * Methods whose arguments type-graphql makes into objects stay as they are, and so do queries.
 */
export function plainResolvers(resolvers: ResolverMap): ResolverMap {
  const { objectTypes, fieldResolvers } = getMetadataStorage();
  const plain: ResolverMap = { ...resolvers };
  for (const { name: typeName, target } of objectTypes) {
    if (resolvers[typeName] === undefined) continue; // the base of other types
    const fields = { ...resolvers[typeName] };
    for (const fieldName of Object.keys(fields).filter((name) => !name.startsWith('__'))) {
      const method = fieldResolvers.find(
        ({ kind, schemaName, getObjectType }) =>
          kind === 'external' && schemaName === fieldName && getObjectType?.() === target,
      );
      if (method === undefined) {
        // graphql-js reads properties and calls methods of the same name.
        Reflect.deleteProperty(fields, fieldName);
      } else {
        fields[fieldName] = plainMethod(method) ?? fields[fieldName];
      }
    }
    plain[typeName] = fields;
  }
  return plain;
}

type Method = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

/** Null when a parameter takes more than to be read. */
function plainMethod({ target, methodName, params = [] }: Method): Resolve | null {
  const reads = [...params].sort((one, other) => one.index - other.index).map(readParameter);
  if (!reads.every((read) => read !== null)) {
    return null;
  }
  const resolver = new (target as new () => Record<string, (...parameters: unknown[]) => unknown>)();
  const method = resolver[methodName]?.bind(resolver);
  return method === undefined ? null : (...given) => method(...reads.map((read) => read(...given)));
}

/** Types of arguments that come as graphql-js gives them. */
const PLAIN = new Set<unknown>([String, Int, Boolean]);

function readParameter(parameter: NonNullable<Method['params']>[number]): Read | null {
  switch (parameter.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, context) => context;
    case 'arg':
      return PLAIN.has(parameter.getType()) ? (_root, args) => args[parameter.name] : null;
    case 'info':
      return (_root, _args, _context, info) => info;
    default:
      return null;
  }
}
