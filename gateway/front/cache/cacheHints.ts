import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, GraphQLField, GraphQLNamedType, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** Seconds for which an answer with a field in it may be given again, by `Type.field`. */
export type CacheHints = ReadonlyMap<string, number>;

/** Of what keeps for as long as what it belongs to. */
const INHERITED = Infinity;
const DIRECTIVE = 'cacheControl';

/**
 * Reads the hints `@cacheControl` out of the SDL of subgraphs, as Apollo Server understands them
 * (https://www.apollographql.com/docs/apollo-server/performance/caching): a field's own age goes before that of its type;
 * where neither is said, a scalar inherits, and a root field or one of a composite type has the age 0. Where subgraphs
 * differ, the smaller age counts.
 *
 * A subgraph without the directive knows nothing of ages: what it alone defines is a part of the records that lead there,
 * and inherits. Throws a GraphQLError when an SDL is not valid.
 */
export function readCacheHints(subgraphs: readonly string[]): CacheHints {
  const schemas = subgraphs.map((sdl) => buildSubgraphSchema(parse(sdl)));
  const hints = new Map<string, number>();
  for (const schema of schemas) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const said = ageOfField(field, schema, schemas);
        const age = said === INHERITED && type === schema.getQueryType() ? 0 : said;
        const coordinate = `${type.name}.${field.name}`;
        hints.set(coordinate, Math.min(hints.get(coordinate) ?? INHERITED, age));
      }
    }
  }
  return hints;
}

function ageOfField(
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
  schemas: readonly GraphQLSchema[],
): number {
  const own = hintOn(field, schema);
  if (own !== undefined && own !== INHERITED) return own;
  return ageOfType(getNamedType(field.type), schemas) ?? own ?? 0;
}

/** Undefined where no subgraph says anything, though it could. */
function ageOfType(type: GraphQLNamedType, schemas: readonly GraphQLSchema[]): number | undefined {
  if (!isCompositeType(type)) return INHERITED;
  const telling = schemas.filter((schema) => schema.getDirective(DIRECTIVE) && schema.getType(type.name));
  if (telling.length === 0) return INHERITED;
  const ages = telling.map((schema) => hintOn(schema.getType(type.name), schema)).filter((age) => age !== undefined);
  return ages.length > 0 ? Math.min(...ages) : undefined;
}

function hintOn(
  element: Pick<GraphQLNamedType | GraphQLField<unknown, unknown>, 'astNode'> | undefined,
  schema: GraphQLSchema,
): number | undefined {
  const directive = schema.getDirective(DIRECTIVE);
  if (!directive || !element?.astNode) return undefined;
  const hint = getDirectiveValues(directive, element.astNode);
  if (hint?.['inheritMaxAge'] === true) return INHERITED;
  const maxAge = hint?.['maxAge'];
  return typeof maxAge === 'number' ? maxAge : undefined;
}

/**
 * For how many seconds an answer to a valid operation may be given again: the smallest age of what it selects, whether or
 * not an answer comes to have it. Fields of introspection have no age; an operation with nothing else is not kept, nor is one
 * with a field that the hints do not know.
 *
 * Apollo Server finds the age while it resolves fields, and behind a gateway it resolves none.
 */
export function ageOf(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
  hints: CacheHints,
): number {
  const typeInfo = new TypeInfo(schema);
  let age = Infinity;
  visit(
    separateOperations(document)[operation.name?.value ?? ''] ?? document,
    visitWithTypeInfo(typeInfo, {
      Field: ({ name: { value: name } }) => {
        if (name.startsWith('__')) return false;
        age = Math.min(age, hints.get(`${typeInfo.getParentType()?.name}.${name}`) ?? 0);
        return undefined;
      },
    }),
  );
  return age === Infinity ? 0 : age;
}
