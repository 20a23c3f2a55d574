import { CityUnderCheck } from '../CityUnderCheck';
import { readList } from './readList';
import { staff } from './RecordKind';

test('a list that has one more record on each page, without end, is read for ten pages', async () => {
  let pages = 0;
  const city = new CityUnderCheck({
    cityId: 'gera',
    tokens: null,
    day: '2026-03-01',
    wire: {
      isRelayed: false,
      send() {
        pages += 1;
        const node = { id: `gera:staff:${pages}`, heading: `Unit ${pages}` };
        const cursor = String(pages);
        const pageInfo = { hasNextPage: true, hasPreviousPage: pages > 1, startCursor: cursor, endCursor: cursor };
        const list = { totalCount: 1_000_000, nodes: [node], edges: [{ cursor, node }], pageInfo };
        return Promise.resolve({
          status: 200,
          contentType: 'application/json',
          bytes: Buffer.from(JSON.stringify({ data: { _entities: [{ list }] } })),
          tookMs: 1,
        });
      },
      close: () => Promise.resolve(),
    },
  });
  const { records, complete } = await readList(city, staff);
  expect([pages, records.length, complete]).toEqual([10, 10, false]);
});
