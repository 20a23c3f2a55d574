import { z } from 'zod';
import { ContractBreachError } from '../ContractBreachError';
import { isConceptId } from '../id/isConceptId';
import { isOwnedBy } from '../id/isOwnedBy';

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
  /** The concepts to which its topics map, each once. Whether the vocabulary has them is not said. */
  readonly concepts: readonly string[];
}

/** More than any city has, and longer than any cursor of a title. */
const MAX_TOTAL = 1_000_000;
const MAX_CURSOR_LENGTH = 10_000;

const topic = z.object({
  id: z.string(),
  mappings: z.array(z.object({ concept: z.object({ id: z.string() }).nullable() })),
});

const page = z.object({
  edges: z.array(
    z.object({
      cursor: z.string().min(1).max(MAX_CURSOR_LENGTH),
      node: z.object({ id: z.string(), topics: z.array(topic) }),
    }),
  ),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  totalCount: z.int().min(0).max(MAX_TOTAL),
});

/**
 * Verifies a page of a city's needs, which is untrusted: its form, that it is no longer than asked for, and that the city
 * speaks of its own needs and topics only, of each need once.
 *
 * @param raw the value of the contract's `City.needs`
 * @throws ContractBreachError that names the first breach
 */
export function verifyNeeds(cityId: string, raw: unknown, first: number): NeedPage {
  const parsed = page.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContractBreachError(
      `${['needs', ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'is malformed'}`,
    );
  }
  const { edges, pageInfo, totalCount } = parsed.data;
  if (edges.length > first) throw new ContractBreachError(`gave ${edges.length} needs where ${first} were asked for`);
  if (edges.length > totalCount)
    throw new ContractBreachError(`gave ${edges.length} needs of a total of ${totalCount}`);

  const seen = new Set<string>();
  const needs = edges.map(({ cursor, node }, index) => {
    const at = `need ${index + 1}`;
    if (!isOwnedBy(cityId, 'need', node.id))
      throw new ContractBreachError(`${at}: its id is not that of a need of ${cityId}`);
    if (seen.has(node.id)) throw new ContractBreachError(`${at}: stands there twice`);
    seen.add(node.id);
    if (!node.topics.every(({ id }) => isOwnedBy(cityId, 'topic', id))) {
      throw new ContractBreachError(`${at}: a topic of it is not one of ${cityId}`);
    }
    const concepts = node.topics.flatMap(({ mappings }) => mappings.flatMap(({ concept }) => concept?.id ?? []));
    if (!concepts.every(isConceptId)) throw new ContractBreachError(`${at}: maps to what is not the id of a concept`);
    return { id: node.id, cursor, concepts: [...new Set(concepts)] };
  });
  return { needs, hasNextPage: pageInfo.hasNextPage, total: totalCount };
}
