import { MAX_PAGE } from '../../contract/bounds';
import { isOwnedBy } from '../../contract/ids';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NoAnswer } from '../NoAnswer';
import type { Viewer } from '../Viewer';
import type { RecordKind } from './RecordKind';
import type { ListAddress } from './readPage';
import { readPage } from './readPage';

/** What a list shows to a viewer, from its beginning. */
export interface ShownList {
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

/** @throws NoAnswer when the city lists none of this kind. */
export async function readSome(city: CityUnderCheck, kind: RecordKind): Promise<ShownList['records']> {
  const { records } = await readList(city, kind);
  if (records.length === 0) throw new NoAnswer(`the city lists no ${kind.typename}`);
  return records;
}
