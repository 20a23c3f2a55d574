import { z } from 'zod';
import { MAX_PAGE } from '../../contract/bounds';
import { isOwnedBy } from '../../contract/ids';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NoEvidenceError } from '../checkErrors';
import type { Viewer } from '../TokenMint';
import type { RecordKind } from './RecordKind';

/** What a list shows to a viewer, from its beginning. */
interface ShownList {
  /** Those of the city itself. */
  readonly records: readonly { readonly id: string; readonly heading: string }[];
  /** Ids that are none of the city's records of this kind. */
  readonly foreign: readonly string[];
  readonly totalCount: number;
  /** False when the list is longer than the kit reads. */
  readonly complete: boolean;
}

/** Enough to judge by, and few enough to ask of a city of any size: a thousand records, unless pages are not full. */
const MAX_PAGES = 10;

/** The city's own list of the records of a kind. */
export function cityList(city: CityUnderCheck, { list, heading }: RecordKind): ListAddress {
  return { typename: 'City', id: city.cityId, list, heading };
}

/** The records of a kind that the city lists for a viewer, up to a thousand. */
export function readList(city: CityUnderCheck, kind: RecordKind, viewer: Viewer = city.widest): Promise<ShownList> {
  return city.learn(`list ${kind.list} ${viewer}`, async () => {
    const address = cityList(city, kind);
    const records = new Map<string, { id: string; heading: string }>();
    let page = await readPage(city, address, MAX_PAGE, { viewer });
    for (let pages = 1; ; pages += 1) {
      const before = records.size;
      for (const record of page.nodes) records.set(record.id, record);
      const { hasNextPage, endCursor: after } = page.pageInfo;
      // A list that does not get ahead would go on for ever.
      if (!hasNextPage || after === null || records.size === before || pages === MAX_PAGES) break;
      page = await readPage(city, address, MAX_PAGE, { after, viewer });
    }
    const isOwn = ({ id }: { readonly id: string }): boolean => isOwnedBy(city.cityId, kind.idType, id);
    const shown = [...records.values()];
    return {
      records: shown.filter(isOwn),
      foreign: shown.filter((record) => !isOwn(record)).map(({ id }) => id),
      totalCount: page.totalCount,
      complete: !page.pageInfo.hasNextPage,
    };
  });
}

/** @throws NoEvidenceError when the city lists none of this kind. */
export async function readSome(city: CityUnderCheck, kind: RecordKind): Promise<ShownList['records']> {
  const { records } = await readList(city, kind);
  if (records.length === 0) throw new NoEvidenceError(`the city lists no ${kind.typename}`);
  return records;
}

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

/** The query for a page. */
export function pageQuery({ typename, list, heading }: ListAddress, backwards = false): string {
  const [size, cursor] = backwards ? ['last', 'before'] : ['first', 'after'];
  return `query Page($representations: [_Any!]!, $size: Int, $cursor: String) {
  _entities(representations: $representations) {
    ... on ${typename} {
      list: ${list}(${size}: $size, ${cursor}: $cursor) {
        totalCount
        nodes { id heading: ${heading} }
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
}`;
}

/** @param cursor behind which the page begins, or before which it ends; null for an end of the list */
export function pageVariables(
  { typename, id }: ListAddress,
  size: number,
  cursor: string | null = null,
): Readonly<Record<string, unknown>> {
  return { representations: [{ __typename: typename, id }], size, cursor };
}

interface PageOptions {
  readonly after?: string | null;
  readonly before?: string | null;
  /** Whether the page is read from the end of the list, or before `before`. */
  readonly backwards?: boolean;
  readonly viewer?: Viewer;
}

/** @throws NoEvidenceError when the city gives no such list. */
export async function readPage(
  city: CityUnderCheck,
  address: ListAddress,
  size: number,
  { after = null, before = null, backwards = false, viewer = city.widest }: PageOptions = {},
): Promise<ListPage> {
  const variables = pageVariables(address, size, backwards ? before : after);
  const data = await city.data(pageQuery(address, backwards), answer, { variables, viewer });
  const list = data._entities[0]?.list;
  if (list == null) throw new NoEvidenceError(`${address.typename}.${address.list} is null for ${address.id}`);
  return list;
}
