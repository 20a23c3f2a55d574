import {
  ContractBreachError,
  anything,
  countUpTo,
  cursor,
  flag,
  list,
  listUpTo,
  oneOf,
  text,
  readFields,
} from '../hits/readFields';
import { MAPPING_KINDS } from '../../contract/enums';
import type { MappingKind } from '../../contract/enums';
import { isConceptId, isOwnedBy } from '../../contract/ids';
import type { FieldRules } from '../hits/readFields';

/** A page of what a city looks for. */
export interface NeedPage {
  readonly needs: readonly FoundNeed[];
  readonly hasNextPage: boolean;
  readonly total: number;
}

export interface FoundNeed {
  /** `<city>:need:<key>` */
  readonly id: string;
  /** As the city made it. */
  readonly cursor: string;
  /** To what its topics map. Whether the vocabulary has the concepts is not said. */
  readonly mappings: readonly NeedMapping[];
}

export interface NeedMapping {
  /** `<city>:topic:<key>` */
  readonly topic: string;
  readonly concept: string;
  readonly mapping: MappingKind;
}

/** More than any city has. */
const MAX_TOTAL = 1_000_000;
/** Of the topics of a need, and of the concepts of a topic. */
const MAX_ITEMS = 1_000;
/** In all, on one page: more than anyone could look through. */
const MAX_MAPPINGS = 20_000;

const pageRules: FieldRules<{ edges: readonly unknown[]; pageInfo: unknown; totalCount: number }> = {
  edges: list,
  pageInfo: anything,
  totalCount: countUpTo(MAX_TOTAL),
};
const pageInfoRules: FieldRules<{ hasNextPage: boolean }> = { hasNextPage: flag };
const edgeRules: FieldRules<{ cursor: string; node: unknown }> = { cursor, node: anything };
const needRules: FieldRules<{ id: string; topics: readonly unknown[] }> = { id: text, topics: listUpTo(MAX_ITEMS) };
const topicRules: FieldRules<{ id: string; mappings: readonly unknown[] }> = {
  id: text,
  mappings: listUpTo(MAX_ITEMS),
};
const mappingRules: FieldRules<{ match: MappingKind; concept: unknown }> = {
  match: oneOf(MAPPING_KINDS),
  concept: anything,
};
const conceptRules: FieldRules<{ id: string }> = { id: text };

/**
 * Verifies a page of a city's needs, which is untrusted: its form, that it is no longer than asked for, and that the city
 * speaks of its own needs and topics only, of each need once.
 *
 * @param raw the value of the contract's `City.needs`
 * @throws ContractBreachError that names the first breach
 */
export function verifyNeeds(cityId: string, raw: unknown, first: number): NeedPage {
  const { edges, pageInfo, totalCount } = readFields(pageRules, raw, 'needs');
  const { hasNextPage } = readFields(pageInfoRules, pageInfo, 'needs.pageInfo');
  if (edges.length > first) throw new ContractBreachError(`gave ${edges.length} needs where ${first} were asked for`);
  if (edges.length > totalCount)
    throw new ContractBreachError(`gave ${edges.length} needs of a total of ${totalCount}`);

  const seen = new Set<string>();
  let count = 0;
  const needs = edges.map((edge, index) => {
    const at = `need ${index + 1}`;
    const { cursor, node } = readFields(edgeRules, edge, at);
    const { id, topics } = readFields(needRules, node, at);
    if (!isOwnedBy(cityId, 'need', id)) {
      throw new ContractBreachError(`${at}: its id is not that of a need of ${cityId}`);
    }
    if (seen.has(id)) throw new ContractBreachError(`${at}: stands there twice`);
    seen.add(id);
    const mappings = topics.flatMap((topic) => readTopic(cityId, topic, at));
    count += mappings.length;
    if (count > MAX_MAPPINGS) throw new ContractBreachError(`its needs map to more than ${MAX_MAPPINGS} concepts`);
    return { id, cursor, mappings };
  });
  return { needs, hasNextPage, total: totalCount };
}

function readTopic(cityId: string, raw: unknown, at: string): readonly NeedMapping[] {
  const { id, mappings } = readFields(topicRules, raw, `${at}.topics`);
  if (!isOwnedBy(cityId, 'topic', id)) {
    throw new ContractBreachError(`${at}: a topic of it is not one of ${cityId}`);
  }
  return mappings.flatMap((mapping) => {
    const { match, concept } = readFields(mappingRules, mapping, `${at}.topics.mappings`);
    if (concept === null) return [];
    const { id: conceptId } = readFields(conceptRules, concept, `${at}.topics.mappings.concept`);
    if (!isConceptId(conceptId)) throw new ContractBreachError(`${at}: maps to what is not the id of a concept`);
    return [{ topic: id, concept: conceptId, mapping: match }];
  });
}
