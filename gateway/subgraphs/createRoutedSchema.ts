import { buildSubgraphSchema } from '@apollo/subgraph';
import { getNamedType, GraphQLError, isUnionType, Kind, OperationTypeNode, parse, print, visit } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLFieldResolver,
  GraphQLFormattedError,
  GraphQLResolveInfo,
  GraphQLSchema,
  SelectionNode,
} from 'graphql';
import type { HubContext } from '../context';
import type { DataSource } from '../federation/createGateway';

type Entities = readonly (Record<string, unknown> | Error | null)[];

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

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
  for (const field of Object.values(query.getFields())) {
    if (field.name === '_service') continue;
    field.resolve = field.name === '_entities' ? resolveEntities(city) : refuse;
    const type = getNamedType(field.type);
    if (isUnionType(type)) type.resolveType = ({ __typename }: { readonly __typename: string }) => __typename;
  }
  return schema;
}

/** Below `_entities`, what the data source answered stands under the names that the operation gave it. */
export const readAnswered: GraphQLFieldResolver<Record<string | number, unknown>, unknown> = (
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
    if (text === undefined) known.set(first, (text = print(toOperation(info))));
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
function toOperation({ fieldNodes, fragments, operation }: GraphQLResolveInfo): DocumentNode {
  const selections: readonly SelectionNode[] = fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const used = { fragments: new Map<string, FragmentDefinitionNode>(), variables: new Set<string>() };
  const collect = (nodes: readonly SelectionNode[]): void => {
    for (const node of nodes) {
      visit(node, {
        Variable: ({ name }) => void used.variables.add(name.value),
        FragmentSpread: ({ name: { value } }) => {
          const fragment = fragments[value];
          if (!fragment || used.fragments.has(value)) return;
          used.fragments.set(value, fragment);
          collect(fragment.selectionSet.selections);
        },
      });
    }
  };
  collect(selections);
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const representations = { kind: Kind.VARIABLE, name: name('representations') } as const;
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: [
          ...REPRESENTATIONS,
          ...(operation.variableDefinitions ?? []).filter(
            ({ variable }) => used.variables.has(variable.name.value) && variable.name.value !== 'representations',
          ),
        ],
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: [
            {
              kind: Kind.FIELD,
              name: name('_entities'),
              arguments: [{ kind: Kind.ARGUMENT, name: name('representations'), value: representations }],
              selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME, ...selections] },
            },
          ],
        },
      },
      ...used.fragments.values(),
    ],
  };
}

const [WITH_REPRESENTATIONS] = parse('query ($representations: [_Any!]!) { __typename }', {
  noLocation: true,
}).definitions;
const REPRESENTATIONS =
  WITH_REPRESENTATIONS?.kind === Kind.OPERATION_DEFINITION ? (WITH_REPRESENTATIONS.variableDefinitions ?? []) : [];

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
