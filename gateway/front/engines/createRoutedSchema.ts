import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, isIntrospectionType, isObjectType, isUnionType, parse, print, visit } from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLFieldResolver,
  GraphQLFormattedError,
  GraphQLResolveInfo,
  GraphQLSchema,
  SelectionNode,
} from 'graphql';
import type { HubContext } from '../../context';
import type { DataSource } from '../../engine/createGateway';

type Entities = readonly (Record<string, unknown> | Error | null)[];

/**
 * The logical subgraph `city` as an executable schema, for engines that ask it over HTTP: any operation on `_entities`,
 * under aliases too. Each such field becomes one request to the data source, which answers with everything below it.
 *
 * @param contract SDL of what every city serves
 * @param city answers `_entities(representations:)` and nothing else
 */
export function createRoutedSchema(contract: string, city: DataSource): GraphQLSchema {
  const schema = buildSubgraphSchema(parse(contract));
  const query = schema.getQueryType();
  if (!query) throw new Error('The contract has no query type.');
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) type.resolveType = ({ __typename }: { readonly __typename: string }) => __typename;
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (type !== query) field.resolve = readAnswered;
      else if (field.name === '_entities') field.resolve = resolveEntities(city);
      else if (field.name !== '_service') field.resolve = refuse;
    }
  }
  return schema;
}

/** What the data source answered stands under the names that the operation gave it. */
const readAnswered: GraphQLFieldResolver<Record<string | number, unknown>, unknown> = (
  answered,
  _args,
  _context,
  { path },
) => answered[path.key];

function refuse(): never {
  throw new GraphQLError('The subgraph "city" can only be asked for entities.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function resolveEntities(city: DataSource): GraphQLFieldResolver<unknown, HubContext, { representations: unknown[] }> {
  /** Servers keep parsed documents, and so the same field comes again and again. */
  const known = new WeakMap<FieldNode, string>();
  return async (_root, { representations }, context, info) => {
    const [first] = info.fieldNodes;
    if (!first) return [];
    let text = known.get(first);
    if (text === undefined) known.set(first, (text = writeOperation(info)));
    const variables = { ...info.variableValues, representations };
    const { data, errors = [] } = await city.process({
      request: { query: text, variables },
      context,
    } as unknown as Parameters<DataSource['process']>[0]);
    const entities = [...((data?.['_entities'] as Entities | undefined) ?? representations.map(() => null))];
    for (const error of errors) putError(entities, error);
    return entities;
  };
}

/** The field as an operation of its own, which tells of each entity what it is. */
function writeOperation({ fieldNodes, fragments, operation }: GraphQLResolveInfo): string {
  const selections = fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const usedFragments = new Map<string, FragmentDefinitionNode>();
  const usedVariables = new Set<string>();
  const collect = (nodes: readonly SelectionNode[]): void => {
    for (const node of nodes) {
      visit(node, {
        Variable: ({ name }) => void usedVariables.add(name.value),
        FragmentSpread: ({ name: { value } }) => {
          const fragment = fragments[value];
          if (!fragment || usedFragments.has(value)) return;
          usedFragments.set(value, fragment);
          collect(fragment.selectionSet.selections);
        },
      });
    }
  };
  collect(selections);
  const variables = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    usedVariables.has(variable.name.value),
  );
  return [
    `query (${['$representations: [_Any!]!', ...variables.map(print)].join(', ')}) {`,
    `_entities(representations: $representations) { __typename ${selections.map(print).join(' ')} }`,
    '}',
    ...[...usedFragments.values()].map(print),
  ].join('\n');
}

/** Puts an error to the place of which it tells, where the execution finds it. */
function putError(entities: unknown[], { message, path = [], extensions }: GraphQLFormattedError): void {
  const error = new GraphQLError(message, { extensions });
  const [, position, ...rest] = path;
  if (typeof position !== 'number') {
    entities.fill(error);
    return;
  }
  let holder: unknown = entities;
  let key: string | number = position;
  for (const step of rest) {
    const value: unknown = (holder as Record<string | number, unknown>)[key];
    // Above the place there may be a null already, for what was missing there may not be missing.
    if (typeof value !== 'object' || value === null || value instanceof Error) break;
    holder = value;
    key = step;
  }
  (holder as Record<string | number, unknown>)[key] = error;
}
