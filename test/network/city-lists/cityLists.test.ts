import { join } from 'node:path';
import { readHubVocabulary } from '../../../subgraphs/city/suggest/readHubVocabulary';
import { readVocabularyFile } from '../../../subgraphs/city/suggest/readVocabularyFile';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

let network: TestNetwork;

beforeAll(async () => {
  const cities = join(__dirname, '../../../gateway/demo/cities');
  network = await startNetwork({
    network: { cities: ['musterstadt', 'gera'].map((id) => ({ id, name: id, country: 'DE' })) },
    content: { musterstadt: join(cities, 'musterstadt'), gera: join(cities, 'gera') },
  });
});
afterAll(() => network.close());

describe("a city's lists, asked of the hub", () => {
  it('pass filters on to the city, written in the query or given as variables', async () => {
    const { data, errors } = await network.query(
      `query ($programmes: CityProgrammeFilter, $kinds: [OfferKind!]) {
        city(id: "musterstadt") {
          name
          staff(filter: { kinds: [PERSON], languages: ["nl"] }) { nodes { name kind languages } totalCount }
          programmes(filter: $programmes) { nodes { title status goodPractice } totalCount }
          offers(filter: { kinds: $kinds }) { nodes { kind } totalCount }
          needs(filter: { concepts: ["concept:payment-card"] }) { totalCount }
          topics(filter: { mapped: false }) { nodes { label updatedAt } }
        }
      }`,
      { programmes: { statuses: ['ACTIVE'], goodPractice: true }, kinds: ['TALK', 'ADVICE'] },
    );
    expect(errors).toBeUndefined();
    const { staff, programmes, offers, topics } = data.city;
    expect(staff.totalCount).toBeGreaterThan(0);
    expect(staff.nodes.every((each: typeof staff) => each.kind === 'PERSON' && each.languages.includes('nl'))).toBe(
      true,
    );
    expect(programmes.totalCount).toBeGreaterThan(0);
    expect(programmes.nodes.every((each: typeof staff) => each.status === 'ACTIVE' && each.goodPractice)).toBe(true);
    expect(offers.nodes.map(({ kind }: typeof staff) => kind).sort()).toEqual(['ADVICE', 'TALK']);
    // The one that is not mapped is what only INTERNAL records are about.
    expect(topics.nodes).toEqual([]);
  });

  it('are read from their ends, with cursors that the hub has sealed', async () => {
    const ask = async (page: string) => {
      const { data, errors } = await network.query(`{ city(id: "musterstadt") { staff(${page}) {
        nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor }
      } } }`);
      expect(errors).toBeUndefined();
      const { nodes, pageInfo } = data.city.staff;
      return { ids: nodes.map(({ id }: typeof data) => id) as string[], ...pageInfo };
    };
    const { ids: all } = await ask('first: 100');
    const end = await ask('last: 2');
    expect(end).toMatchObject({ ids: all.slice(-2), hasNextPage: false, hasPreviousPage: true });
    const before = await ask(`last: ${all.length} before: "${end.startCursor}"`);
    expect(before).toMatchObject({ ids: all.slice(0, -2), hasNextPage: true, hasPreviousPage: false });
  });

  it('tells a client whose filter is wrong what is wrong', async () => {
    const { errors } = await network.query('{ city(id: "gera") { staff(filter: { kinds: [ROBOT] }) { totalCount } } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    expect(errors?.[0]?.message).toContain('ROBOT');
  });

  it('have the documents of programmes', async () => {
    const { data } = await network.query(`{ city(id: "musterstadt") {
      programmes(filter: { goodPractice: true }) { nodes { title documents { title url language publishedOn } } }
    } }`);
    const [housingFirst] = data.city.programmes.nodes.filter(({ title }: typeof data) => /Housing First/.test(title));
    expect(housingFirst.documents).toHaveLength(3);
    expect(housingFirst.documents[1]).toEqual({
      title: 'Drei Jahre Housing First: Bericht an den Rat',
      url: 'https://www.musterstadt.example/rat/2024-117.pdf',
      language: 'de',
      publishedOn: '2024-06-20',
    });
  });
});

describe('the vocabulary, read from the hub', () => {
  const file = join(__dirname, '../../../schema/topics.ttl');
  const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1);

  it('has every concept of the file, with all labels in the languages asked for', async () => {
    const [fromHub, fromFile] = [
      await readHubVocabulary(network.hub.url, ['de', 'en', 'nl'], []),
      await readVocabularyFile(file),
    ];
    const comparable = (concepts: typeof fromFile) =>
      [...concepts].sort(byId).map(({ id, labels }) => [id, labels.map(({ lang, text }) => `${lang} ${text}`).sort()]);
    expect(fromFile.length).toBeGreaterThan(100);
    expect(comparable(fromHub)).toEqual(comparable(fromFile));
  });

  it('lacks what the hub does not know, also when it is asked for', async () => {
    const concepts = await readHubVocabulary(`${network.hub.url}/graphql`, [], ['concept:unknown', 'concept:housing']);
    expect(concepts.map(({ id }) => id)).toContain('concept:housing');
    expect(concepts.map(({ id }) => id)).not.toContain('concept:unknown');
  });

  it('is refused with the reason when there is no hub', async () => {
    await expect(readHubVocabulary('http://127.0.0.1:2', ['de'], [])).rejects.toThrow(
      /^The hub at http:\/\/127\.0\.0\.1:2 cannot be asked: .*ECONNREFUSED/,
    );
    await expect(readHubVocabulary('hub', ['de'], [])).rejects.toThrow(/must be such as https:/);
    await expect(readHubVocabulary(`${network.hub.url}/health/live`, ['de'], [])).rejects.toThrow(
      /refused: POST is no method of this path/,
    );
  });
});
