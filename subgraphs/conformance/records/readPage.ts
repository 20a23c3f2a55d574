import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NoAnswer } from '../NoAnswer';
import type { Viewer } from '../Viewer';

/** A list of a city: a field of the city itself, or of one of its topics. */
export interface ListAddress {
  readonly typename: 'City' | 'Topic';
  /** Id of the city or the topic. */
  readonly id: string;
  readonly list: string;
  /** A field of the records, beside their id. */
  readonly heading: string;
}

const page = z.object({
  totalCount: z.int(),
  nodes: z.array(z.object({ id: z.string(), heading: z.string() })),
  edges: z.array(z.object({ cursor: z.string(), node: z.object({ id: z.string() }) })),
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});

export type ListPage = z.output<typeof page>;

const answer = z.object({ _entities: z.array(z.object({ list: page.nullable() }).nullable()) });

/** The query for a page; `arguments` are those of the field. */
export function pageQuery({ typename, list, heading }: ListAddress): string {
  return `query Page($representations: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $representations) {
    ... on ${typename} {
      list: ${list}(first: $first, after: $after) {
        totalCount
        nodes { id heading: ${heading} }
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
}`;
}

export function pageVariables(
  { typename, id }: ListAddress,
  first: number,
  after: string | null = null,
): Readonly<Record<string, unknown>> {
  return { representations: [{ __typename: typename, id }], first, after };
}

/** @throws NoAnswer when the city gives no such list. */
export async function readPage(
  city: CityUnderCheck,
  address: ListAddress,
  first: number,
  { after = null, viewer = city.widest }: { readonly after?: string | null; readonly viewer?: Viewer } = {},
): Promise<ListPage> {
  const variables = pageVariables(address, first, after);
  const data = await city.data(pageQuery(address), answer, { variables, viewer });
  const list = data._entities[0]?.list;
  if (list == null) throw new NoAnswer(`${address.typename}.${address.list} is null for ${address.id}`);
  return list;
}
