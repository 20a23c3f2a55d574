import { defaultFieldResolver, isAbstractType, isIntrospectionType, isObjectType, Kind, parse, visit } from 'graphql';
import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, ObjectTypeDefinitionNode } from 'graphql';

/** A subgraph in process, and what its SDL says of whose its fields are. */
export interface ReferencedSubgraph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** An object on its way through graphql-js: as the subgraph has it that gave it. */
interface Held {
  readonly typename: string;
  readonly subgraph: string;
  readonly value: unknown;
}

type Row = Readonly<Record<string, unknown>>;
type ResolveReference = (reference: Row, context: unknown, info: GraphQLResolveInfo) => unknown;

/**
 * The schema that clients see, executable by graphql-js alone: each field is resolved by the subgraph that has it, in
 * process, and an object that another subgraph gave is looked up by its id. No planner, no merging, no shaping: what
 * graphql-js makes of an operation here is what it means.
 */
export function createReference(
  api: GraphQLSchema,
  subgraphs: Readonly<Record<string, ReferencedSubgraph>>,
): GraphQLSchema {
  const ownership = readOwnership(subgraphs);

  const typeIn = (subgraph: string, name: string): GraphQLObjectType =>
    subgraphs[subgraph]!.schema.getType(name) as GraphQLObjectType;

  const resolveIn = async (
    { subgraph, typename, value }: Held,
    name: string,
    args: Row,
    context: unknown,
    info: GraphQLResolveInfo,
  ): Promise<unknown> => {
    const field = typeIn(subgraph, typename).getFields()[name]!;
    const schema = subgraphs[subgraph]!.schema;
    return await (field.resolve ?? defaultFieldResolver)(value, args, context, {
      ...info,
      fieldName: name,
      schema,
      parentType: typeIn(subgraph, typename),
      returnType: field.type,
    });
  };

  /** The object as a subgraph has it that owns a field of it. */
  const holdFor = async (
    held: Held,
    name: string,
    context: unknown,
    info: GraphQLResolveInfo,
  ): Promise<Held | null> => {
    const { owners, requires } = ownership.of(held.typename, name);
    if (owners.includes(held.subgraph)) return held;
    const id = await resolveIn(held, 'id', {}, context, info);
    const reference: Record<string, unknown> = { __typename: held.typename, id };
    for (const required of requires) {
      const source = await holdFor(held, required, context, info);
      reference[required] = source && (await resolveIn(source, required, {}, context, info));
    }
    const [subgraph = ''] = owners;
    const { apollo } = typeIn(subgraph, held.typename).extensions as {
      readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
    };
    const resolve = apollo?.subgraph?.resolveReference;
    const value = resolve ? await resolve(reference, context, info) : reference;
    return value == null ? null : { ...held, subgraph, value };
  };

  for (const type of Object.values(api.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ typename }: Held) => typename;
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = async (source: Held | undefined, args: Row, context, info) => {
        const { owners } = ownership.of(type.name, field.name);
        const held = source ?? { typename: type.name, subgraph: owners[0] ?? '', value: undefined };
        const at = await holdFor(held, field.name, context, info);
        if (at === null) return null;
        return holdAll(
          await resolveIn(at, field.name, args, context, info),
          at.subgraph,
          typeNameOf(field.type.toString()),
        );
      };
    }
  }

  /** Objects that a field gave; values and errors are left as they are. */
  function holdAll(value: unknown, subgraph: string, typeName: string): unknown {
    if (Array.isArray(value)) return value.map((item) => holdAll(item, subgraph, typeName));
    if (typeof value !== 'object' || value === null || value instanceof Error) return value;
    const type = api.getType(typeName);
    if (isObjectType(type)) return { typename: typeName, subgraph, value };
    if (isAbstractType(type)) return { typename: (value as { __typename: string }).__typename, subgraph, value };
    return value;
  }
  return api;
}

function typeNameOf(type: string): string {
  return type.replace(/[[\]!]/g, '');
}

function readOwnership(subgraphs: Readonly<Record<string, ReferencedSubgraph>>) {
  const fields = new Map<string, { owners: string[]; requires: string[] }>();
  for (const [subgraph, { sdl }] of Object.entries(subgraphs)) {
    visit(parse(sdl), {
      ObjectTypeDefinition: ({ name: type, fields: defined = [] }: ObjectTypeDefinitionNode) => {
        for (const { name, directives = [] } of defined) {
          if (directives.some((one) => one.name.value === 'external')) continue;
          const key = `${type.value}.${name.value}`;
          const known = fields.get(key) ?? { owners: [], requires: [] };
          fields.set(key, known);
          known.owners.push(subgraph);
          const required = directives.find((one) => one.name.value === 'requires')?.arguments?.[0]?.value;
          if (required?.kind === Kind.STRING) known.requires.push(...required.value.split(/\s+/));
        }
      },
    });
  }
  return {
    of: (type: string, field: string) => {
      const known = fields.get(`${type}.${field}`);
      if (known === undefined) throw new Error(`No subgraph has ${type}.${field}.`);
      return known;
    },
  };
}
