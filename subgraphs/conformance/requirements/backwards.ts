import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { cityList, readPage } from '../records/readList';
import type { ListAddress, ListPage } from '../records/readList';
import { recordKinds, staff } from '../records/RecordKind';
import type { Requirement } from '../Requirement';
import { expectServed } from '../readServed';
import { expectRefusal, ids, nameOf, RECORDS, sameIds } from './lists';

// How lists are gone through from their ends since contract 1.1.

const ARGUMENTS = recordKinds.flatMap(({ list }) => [`City.${list}(last:)`, `City.${list}(before:)`]);

/** All pages of a list from its end, up to so many records, in the order of the list. */
async function turnBack(
  city: CityUnderCheck,
  address: ListAddress,
  size: number,
  from: string | null,
): Promise<string[]> {
  const pages: string[][] = [];
  let before = from;
  while (pages.flat().length < RECORDS) {
    const page: ListPage = await readPage(city, address, size, { backwards: true, before });
    pages.unshift([...ids(page.nodes)]);
    const { hasPreviousPage, hasNextPage, startCursor } = page.pageInfo;
    if (hasNextPage !== (before !== null)) {
      throw new NotMetError(`${nameOf(address)}: hasNextPage is ${hasNextPage} on the way back`);
    }
    if (!hasPreviousPage || startCursor === null) break;
    before = startCursor;
  }
  return pages.flat();
}

export const backwards: readonly Requirement[] = [
  {
    id: 'CITY-206',
    level: 'MUST',
    title:
      'give with `last` the end of a list, and with `before` what stands before a cursor, in the order of the list',
    async check(city) {
      await expectServed(city, ...ARGUMENTS);
      const seen: string[] = [];
      for (const kind of recordKinds) {
        const address = cityList(city, kind);
        const { nodes, pageInfo, totalCount } = await readPage(city, address, RECORDS);
        if (nodes.length < 2 || pageInfo.endCursor === null) continue;
        const size = Math.ceil(nodes.length / 3);
        const back = await turnBack(city, address, size, pageInfo.endCursor);
        if (!sameIds(back, ids(nodes).slice(0, -1))) {
          throw new NotMetError(`${nameOf(address)}: pages of ${size} back from the ${nodes.length}. record differ`);
        }
        if (totalCount <= nodes.length && !sameIds(await turnBack(city, address, size, null), ids(nodes))) {
          throw new NotMetError(`${nameOf(address)}: pages of ${size} from the end are not the list`);
        }
        seen.push(`${nameOf(address)} ${nodes.length}`);
      }
      if (seen.length === 0) throw new NoEvidenceError('no list of the city has two records');
      return seen.join(', ');
    },
  },
  {
    id: 'CITY-207',
    level: 'MUST',
    title: 'refuse `last` below 1 or above 100, `first` beside it, and a `before` that is not of the list',
    async check(city) {
      await expectServed(city, ...ARGUMENTS);
      for (const kind of recordKinds) {
        const address = cityList(city, kind);
        for (const last of [0, -1, 101]) await expectRefusal(city, address, last, null, true);
        await expectRefusal(city, address, 2, 'no cursor', true);
      }
      const { data, errors } = await city.ask(
        `query Both($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on City { staff(first: 1, last: 1) { totalCount } } }
}`,
        { variables: { representations: [{ __typename: 'City', id: city.cityId }] } },
      );
      const [error] = errors;
      if (error?.code === 'BAD_USER_INPUT') return '0, -1 and 101, no cursor, and both first and last';
      throw new NotMetError(`City.${staff.list}(first: 1, last: 1) was answered ${JSON.stringify(data)}`);
    },
  },
];
