import { parse } from 'csv-parse/sync';
import { network } from './demoNetwork';

async function ask(path: string) {
  const response = await fetch(network.hub.url + path);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('a question of the operator’s own is answered as those of the hub are, from what the cities have', async () => {
  const { status, headers, text } = await ask('/questions/worth-a-visit.csv?text=civil+society&lang=nl&headings=codes');
  expect([status, headers.get('hanse-coverage')]).toEqual([200, expect.stringMatching(/^complete=\?1, asked=[1-9]/)]);
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  expect(rows.length).toBeGreaterThan(0);
  expect(Object.keys(rows[0]!)).toEqual(['title', 'startsOn', 'topics', 'city', 'country', 'email', 'phone', 'page']);
  for (const row of rows) {
    expect(row).toMatchObject({
      title: expect.stringMatching(/./),
      city: expect.stringMatching(/./),
      page: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/programme\//),
    });
  }
  const own = await ask('/questions/worth-a-visit.json?text=civil+society&lang=nl');
  const hubs = await ask('/questions/programmes.json?text=civil+society&openToVisitors=true&lang=nl');
  const titles = ({ text: body }: typeof own) =>
    (JSON.parse(body) as { rows: { title: string }[] }).rows.map(({ title }) => title);
  expect(titles(own)).toEqual(titles(hubs));
});

test('it is kept of a stranger alone, and not sent again where it is the same', async () => {
  const path = '/questions/worth-a-visit.csv?text=civil+society';
  const { headers } = await ask(path);
  expect(headers.get('cache-control')).toBe('private, no-cache');
  const again = await fetch(network.hub.url + path, { headers: { 'if-none-match': headers.get('etag')! } });
  expect(again.status).toBe(304);
});
