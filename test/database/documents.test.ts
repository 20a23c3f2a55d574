import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSource } from '../../subgraphs/city/import/importSource';
import type { ImportReport } from '../../subgraphs/city/import/importSource';
import { openFolder } from '../../subgraphs/city/import/source/openSource';
import { countStatements } from './countStatements';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(() => city.close());
beforeEach(() => emptyTables(city.dataSource));

const query = `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City {
  programmes { nodes { title documents { title url language publishedOn } } }
} } }`;

it('lists the documents of programmes in the order in which the city gave them', async () => {
  await city.insert('programme', { key: 'a', title: 'A' }, { key: 'b', title: 'B' });
  await city.insert(
    'programme_document',
    { programme_key: 'a', ordinal: 2, title: 'Evaluation', url: 'https://gera.example/e', published_on: '2023-10' },
    { programme_key: 'a', ordinal: 1, title: 'Plan', url: 'https://gera.example/p', language: 'de' },
  );
  const { _entities } = await city.data(query);
  expect(_entities[0].programmes.nodes).toEqual([
    {
      title: 'A',
      documents: [
        { title: 'Plan', url: 'https://gera.example/p', language: 'de', publishedOn: null },
        { title: 'Evaluation', url: 'https://gera.example/e', language: null, publishedOn: '2023-10' },
      ],
    },
    { title: 'B', documents: [] },
  ]);
});

it('reads the documents of any number of programmes in one statement', async () => {
  await city.insert('programme', { key: 'a' });
  const one = await countStatements(() => city.data(query));
  await city.insert('programme', { key: 'b' }, { key: 'c' });
  expect(await countStatements(() => city.data(query))).toBe(one);
});

it('shows none of a programme that is not public', async () => {
  await city.insert('programme', { key: 'a', visibility: 'INTERNAL' });
  await city.insert('programme_document', {
    programme_key: 'a',
    ordinal: 1,
    title: 'Secret',
    url: 'https://x.example/',
  });
  expect(JSON.stringify(await city.data(query))).not.toContain('Secret');
});

it('takes no day that the calendar does not have', async () => {
  await city.insert('programme', { key: 'a' });
  await expect(
    city.insert('programme_document', {
      programme_key: 'a',
      ordinal: 1,
      title: 'Plan',
      url: 'https://gera.example/p',
      published_on: '2023-02-30',
    }),
  ).rejects.toThrow();
});

describe('an import', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hanse-documents-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function importDocuments(...lines: readonly string[]): Promise<ImportReport> {
    writeFileSync(join(folder, 'city.yaml'), 'id: gera\nname: Gera\nlanguage: de\n');
    writeFileSync(join(folder, 'programmes.csv'), 'key,title,visibility\na,A,PUBLIC\nb,B,PUBLIC\n');
    writeFileSync(
      join(folder, 'documents.csv'),
      ['programme,title,url,language,published_on', ...lines].map((line) => `${line}\n`).join(''),
    );
    return importSource(city.dataSource, 'gera', openFolder(folder));
  }

  it('keeps the order of the file within each programme', async () => {
    await importDocuments(
      'b,Plan B,https://gera.example/b,,',
      'a,Z,https://gera.example/z,de,2023',
      'a,A,https://gera.example/a,,',
    );
    const { _entities } = await city.data(query);
    const titles = _entities[0].programmes.nodes.map(({ documents }: Answer) =>
      documents.map(({ title }: Answer) => title),
    );
    expect(titles).toEqual([['Z', 'A'], ['Plan B']]);
  });

  it('takes the documents of a programme for a part of it, whose change is a change of the programme', async () => {
    const updatedAt = async () =>
      city.dataSource.query<unknown[]>('SELECT key, updated_at::text FROM programme ORDER BY key');
    await importDocuments('a,Plan,https://gera.example/p,,', 'b,Plan,https://gera.example/q,,');
    const [a, b] = await updatedAt();
    await importDocuments('a,Plan,https://gera.example/p2,,', 'b,Plan,https://gera.example/q,,');
    const [changed, same] = await updatedAt();
    expect(changed).not.toEqual(a);
    expect(same).toEqual(b);
  });

  it('refuses a document of no programme and an address that is none', async () => {
    await expect(importDocuments('c,Plan,https://gera.example/p,,', 'a,Plan,javascript:alert(1),,')).rejects.toThrow(
      /documents\.csv:2 programme: must be the key of a record.*\n.*documents\.csv:3 url: must be a web address/,
    );
  });
});
