import { getNamedType, isObjectType } from 'graphql';
import type { DocumentNode, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { z } from 'zod';
import { MAX_ITEMS } from '../../../subgraphs/contract/bounds';
import { createFieldCollector, entitySelectionsOf } from '../../routing/collectFields';
import type { FetchedRecord } from '../../routing/FetchedRecords';

const topic = z.object({
  id: z.string().optional(),
  mappings: z
    .array(z.object({ match: z.string().optional(), concept: z.object({ id: z.string() }).nullish() }))
    .optional(),
});

const experience = z.object({
  role: z.string().nullish(),
  since: z.string().nullish(),
  until: z.string().nullish(),
  topic: topic.nullish(),
});

const shape = z.object({
  experiences: z.array(experience).optional(),
  topics: z.array(topic).optional(),
  status: z.string().nullish(),
  goodPractice: z.boolean().nullish(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  updatedAt: z.string().nullish(),
  startsOn: z.string().nullish(),
  endsOn: z.string().nullish(),
});

/** As `SHOWN_FIELDS` selects it. */
const selected = shape.extend({ needStatus: z.string().nullish() });

/** What a record says of that on which hits rest. What was not asked for is undefined. */
export type ShownRecord = z.output<typeof shape>;
export type ShownTopic = z.output<typeof topic>;

/** Undefined for what has another form than the contract gives it, of which others tell. */
export function readShownRecord(raw: unknown): ShownRecord | undefined {
  const { data } = selected.safeParse(raw);
  if (data === undefined) return undefined;
  const { needStatus, ...shown } = data;
  return needStatus === undefined ? shown : { ...shown, status: needStatus };
}

/** Of these rest hits that stand in an order by them, and no others. */
const PLACES: ReadonlySet<string> = new Set(['name', 'title', 'updatedAt'] satisfies readonly (keyof ShownRecord)[]);

/** Whether anything was read on which a hit rests in an order by relevance. A city that says that it has no record says much. */
export function saysMoreThanItsPlace(record: ShownRecord | null): boolean {
  return (
    record === null || Object.entries<unknown>(record).some(([name, value]) => value !== undefined && !PLACES.has(name))
  );
}

const TOPIC = '{ id mappings { match concept { id } } }';

/** Selects of any record what `ShownRecord` reads: fields of other types have other names. */
export const SHOWN_FIELDS = `
    ... on Node { id }
    ... on Staff { name updatedAt experiences { role since until topic ${TOPIC} } }
    ... on Programme { title updatedAt status goodPractice startsOn endsOn topics ${TOPIC} }
    ... on Exchange { title updatedAt startsOn endsOn topics ${TOPIC} }
    ... on Offer { title updatedAt topics ${TOPIC} }
    ... on Need { title updatedAt needStatus: status topics ${TOPIC} }`;

/** Reads of a record what it says of that on which hits rest, as far as the client asked for it. */
export type ReadShown = (typename: string, record: FetchedRecord) => ShownRecord | null | undefined;

/** What a hit can be held against, and the fields that lead there. */
const WANTED: ReadonlySet<string> = new Set([
  ...['Programme', 'Exchange', 'Offer', 'Need'].flatMap((type) => [`${type}.title`, `${type}.updatedAt`]),
  ...['Staff.name', 'Staff.updatedAt'],
  ...['Staff.experiences', 'Experience.role', 'Experience.since', 'Experience.until', 'Experience.topic'],
  ...['Programme.status', 'Programme.goodPractice', 'Programme.startsOn', 'Programme.endsOn', 'Programme.topics'],
  ...['Exchange.startsOn', 'Exchange.endsOn', 'Exchange.topics', 'Offer.topics', 'Need.status', 'Need.topics'],
  ...['Topic.id', 'Topic.mappings', 'TopicMapping.match', 'TopicMapping.concept', 'Concept.id'],
]);

/** Undefined is what is not known. */
type Read = (value: unknown, isInPart: boolean) => unknown;

/**
 * Finds in an `_entities` operation, under whatever aliases and in whatever fragments, the fields that hits can be held
 * against. Fields of records take no arguments, so that a list under two aliases is one list.
 *
 * @param document without conditions
 * @returns what reads null for a record that the city does not have, and undefined where nothing of that is known
 */
export function compileShownRecord(document: DocumentNode, contract: GraphQLSchema): ReadShown {
  const collectFields = createFieldCollector(document, contract);
  const selections = entitySelectionsOf(document);
  const readers = new Map<string, Read>();

  function compile(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Read {
    const reads = [...collectFields(type, selectionSets)].flatMap(([key, { node, selectionSets: inner }]) => {
      const name = node.name.value;
      if (!WANTED.has(`${type.name}.${name}`)) return [];
      const field = type.getFields()[name];
      const fieldType = field && contract.getType(getNamedType(field.type).name);
      return [{ key, name, read: isObjectType(fieldType) ? compile(fieldType, inner) : readLeaf }];
    });
    const readObject: Read = (value, isInPart) => {
      const shown: Record<string, unknown> = {};
      for (const { key, name, read } of reads) {
        shown[name] = combine(shown[name], read((value as Record<string, unknown>)[key], isInPart));
      }
      return shown;
    };
    return (value, isInPart) => {
      if (!Array.isArray(value)) return value === null ? readLeaf(value, isInPart) : readObject(value, isInPart);
      // What is behind the bound was cut off.
      if (value.length >= MAX_ITEMS) return undefined;
      return value.map((item) => (item === null ? {} : readObject(item, isInPart)));
    };
  }

  function readerOf(typename: string): Read {
    let reader = readers.get(typename);
    if (reader === undefined) {
      const type = contract.getType(typename);
      reader = isObjectType(type) ? compile(type, selections) : () => ({});
      readers.set(typename, reader);
    }
    return reader;
  }

  return (typename, { entity, isInPart }) => {
    if (entity === null) return isInPart ? undefined : null;
    const shown = readerOf(typename)(entity, isInPart) as Record<string, unknown>;
    const isKnown = Object.values(shown).some((value) => value !== undefined);
    return isKnown ? shown : undefined;
  };
}

function readLeaf(value: unknown, isInPart: boolean): unknown {
  return value === null && isInPart ? undefined : value;
}

/** Of what stands under two aliases, all that either says. */
function combine(one: unknown, other: unknown): unknown {
  if (one === undefined) return other;
  if (one === null) return other ?? null;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || other.length !== one.length) return one;
    return one.map((item, at) => combine(item, (other as unknown[])[at]));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || other === null) return one;
  const combined: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) combined[name] = combine(combined[name], value);
  return combined;
}
