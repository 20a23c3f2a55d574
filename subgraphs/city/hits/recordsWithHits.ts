import { defaultFieldResolver, getArgumentValues, getNamedType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLNamedType, GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { MAX_PAGE } from '../../contract/bounds';
import { keyOf } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import type { Keyed, NodeKind } from '../record/Node';
import { Topic, topic } from '../record/Topic';
import type { Match } from './Match';

const WHEN =
  'Null for all but the first `among` hits of the answer, where the city gives none with hits, and, unless `network` is true, where it or anything that is asked of it is for members alone: what comes is what `_entities` gives, to strangers as to you.';
const AMONG = `How many hits, from the first on, may bring theirs: ${MAX_PAGE} at most.`;
const NETWORK = 'Whether those may come as well that are for members alone.';

interface Hit extends Match {
  readonly id: string;
  readonly topic: string | null;
}

/** The fields of a kind of hits that lead to records, so that these need not be asked for once more. */
export function recordsOfHits<Item extends Keyed>(HitType: new () => Hit, kind: NodeKind<Item>) {
  @Resolver(() => HitType)
  class RecordsOfHits {
    @FieldResolver(() => kind.entity, {
      name: kind.type,
      nullable: true,
      description: `The record that \`id\` names. ${WHEN}`,
    })
    record(
      @Root() hit: Hit,
      @Arg('among', () => Int, { description: AMONG }) among: number,
      @Arg('network', () => Boolean, { defaultValue: false, description: NETWORK }) network: boolean,
      @Ctx() context: CityContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Item | null> | null {
      return isAmong(hit, among) ? findRecord(kind, hit.id, network, context, info) : null;
    }

    @FieldResolver(() => Topic, {
      nullable: true,
      description: `The topic that \`topic\` names. ${WHEN}`,
    })
    topicRecord(
      @Root() hit: Hit,
      @Arg('among', () => Int, { description: AMONG }) among: number,
      @Arg('network', () => Boolean, { defaultValue: false, description: NETWORK }) network: boolean,
      @Ctx() context: CityContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Topic | null> | null {
      return isAmong(hit, among) && hit.topic !== null ? findRecord(topic, hit.topic, network, context, info) : null;
    }
  }
  return RecordsOfHits;
}

/** The rows of a page, each with its place. */
export function placed<Row>(rows: readonly Row[]): (Row & { readonly place: number })[] {
  return rows.map((row, place) => ({ ...row, place }));
}

function isAmong({ place }: Hit, first: number): boolean {
  return place < Math.min(first, MAX_PAGE);
}

async function findRecord<Item extends Keyed>(
  kind: NodeKind<Item>,
  id: string,
  network: boolean,
  context: CityContext,
  info: GraphQLResolveInfo,
): Promise<Item | null> {
  const key = keyOf(id, context.cityId, kind.type);
  if (key === null || !context.recordsWithHits) return null;
  if (network || context.viewer.anonymous) return context.loaders.records(kind).load(key);
  const record = await context.loadersOfStrangers.records(kind).load(key);
  return record !== null && (await isForAll(record, { ...context, disclosures: null }, info)) ? record : null;
}

/**
 * Whether a stranger is given the same of a record: nothing that is asked of it, however deep, is for members alone. What is
 * looked at here is loaded, and so not loaded again when it is answered. Lists with pages tell counts of what is for members:
 * they never are for all.
 */
function isForAll(record: object, context: CityContext, info: GraphQLResolveInfo): Promise<boolean> {
  const { schema, fragments, variableValues } = info;

  async function look(value: unknown, type: GraphQLNamedType, nodes: readonly FieldNode[]): Promise<boolean> {
    if (value == null || !isObjectType(type)) return true;
    if (Array.isArray(value)) return all(value.map((item) => look(item, type, nodes)));
    const { visibility = 'PUBLIC' } = value as { readonly visibility?: string };
    if (visibility !== 'PUBLIC') return false;
    const selected = [...collectSubfields(schema, fragments, variableValues, type, nodes).values()];
    return all(
      selected.map(async (fieldNodes) => {
        const [node] = fieldNodes as [FieldNode];
        const field = type.getFields()[node.name.value];
        const fieldType = field && getNamedType(field.type);
        if (field === undefined || !isObjectType(fieldType)) return true;
        if ('pageInfo' in fieldType.getFields()) return false;
        const resolve = field.resolve ?? defaultFieldResolver;
        const given: unknown = await resolve(value, getArgumentValues(field, node, variableValues), context, info);
        return look(given, fieldType, fieldNodes);
      }),
    );
  }

  return look(record, getNamedType(info.returnType), info.fieldNodes);
}

async function all(looks: readonly Promise<boolean>[]): Promise<boolean> {
  return (await Promise.all(looks)).every(Boolean);
}
