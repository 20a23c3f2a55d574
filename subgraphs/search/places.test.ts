import { createFakeCity } from './test/createFakeCity';
import { createFakeNetwork } from './test/createFakeNetwork';

const staff = (key: string, concept: string, role: 'LED' | 'WORKED' = 'LED') => ({
  type: 'staff' as const,
  key,
  role,
  topics: [{ key: `t${key}`, concept, mapping: 'EXACT_MATCH' as const }],
});
const gera = createFakeCity('gera', [
  staff('1', 'concept:youth', 'WORKED'),
  staff('2', 'concept:homelessness'),
  staff('3', 'concept:mobility'),
]);
const velbert = createFakeCity('velbert', [staff('1', 'concept:homelessness')]);

const ask = async (text: string, more = '', listed: string[] = []) => {
  const network = createFakeNetwork({ cities: [gera, velbert], listed });
  await network.summarise();
  const { data, errors } = await network.execute(`{ experts(text: "${text}" ${more}) {
    totalCount nodes { id } understood { kind text label city { id } concept { id } excluded } ignored { text reason }
    expansion { id } nearQuestions { everywhere cities concept { id } }
    coverage { asked answered notAsked complete cities { city { id } } }
  } }`);
  expect(errors).toBeUndefined();
  return data.experts;
};
const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

test('a city that the text names is the only one that is searched, and is told', async () => {
  const found = await ask('homelessness in Gera');
  expect(ids(found)).toEqual(['gera:staff:2']);
  expect(found.understood).toEqual([
    {
      kind: 'CONCEPT',
      text: 'homelessness',
      label: 'homelessness',
      concept: { id: 'concept:homelessness' },
      city: null,
      excluded: false,
    },
    { kind: 'CITY', text: 'Gera', label: 'Gera', concept: null, city: { id: 'gera' }, excluded: false },
  ]);
  expect(found.coverage).toMatchObject({ asked: 1, complete: true });
});

test('it holds beside the filter, and where they exclude each other nobody could be asked', async () => {
  expect(ids(await ask('homelessness in Gera', 'filter: { cities: ["gera", "velbert"] }'))).toEqual(['gera:staff:2']);
  const none = await ask('homelessness in Gera', 'filter: { cities: ["velbert"] }');
  expect(none).toMatchObject({ totalCount: 0, nodes: [], coverage: { asked: 0, complete: false } });
});

test('several cities are joined by or', async () => {
  expect(ids(await ask('homelessness in Gera Velbert'))).toEqual(['gera:staff:2', 'velbert:staff:1']);
});

test('a place that is not in the network is told, and the rest is answered for all cities', async () => {
  const found = await ask('homelessness in Buxtehude');
  expect(ids(found)).toEqual(['gera:staff:2', 'velbert:staff:1']);
  expect(found.ignored).toEqual([{ text: 'Buxtehude', reason: 'NOT_IN_NETWORK' }]);
});

test('a city alone is asked for the best that it has, whatever it is about', async () => {
  const found = await ask('Gera');
  expect(ids(found)).toEqual(['gera:staff:2', 'gera:staff:3', 'gera:staff:1']);
  expect(found).toMatchObject({ totalCount: 3, expansion: [], ignored: [], coverage: { asked: 1, complete: true } });
});

test('a city alone that hosts no server could not be asked', async () => {
  expect(await ask('Jena', '', ['jena'])).toMatchObject({ totalCount: 0, coverage: { asked: 0, complete: false } });
});

describe('a city that is left out', () => {
  const EVERYWHERE = { asked: 1, answered: 1, notAsked: 0, complete: true, cities: [{ city: { id: 'velbert' } }] };

  test('HUB-632 in words is not asked, and lacks nothing in the answer, which says what was left out', async () => {
    const found = await ask('homelessness not Gera');
    expect(ids(found)).toEqual(['velbert:staff:1']);
    expect(found.coverage).toEqual(EVERYWHERE);
    expect(found.understood.at(-1)).toEqual({
      ...{ kind: 'CITY', text: 'not Gera', label: 'Gera', city: { id: 'gera' }, concept: null, excluded: true },
    });
    expect(found.ignored).toEqual([]);
  });

  test.each(['notCities: ["gera"]', 'notCountries: ["DE"]', 'notAlliances: ["alliance:ring"]'])(
    'HUB-632 by the filter, too: %s',
    async (condition) => {
      const network = createFakeNetwork({
        cities: [gera, velbert],
        countries: { velbert: 'NL' },
        alliances: { 'alliance:ring': ['gera'] },
      });
      await network.summarise();
      const { data } = await network.execute(`{ experts(text: "homelessness", filter: { ${condition} }) {
        nodes { id } coverage { asked answered notAsked complete cities { city { id } } }
      } }`);
      expect(data.experts).toEqual({ nodes: [{ id: 'velbert:staff:1' }], coverage: EVERYWHERE });
      expect(network.calls.map(({ cityId }) => cityId)).toEqual(['velbert']);
    },
  );

  test('HUB-632 beside those that are named', async () => {
    expect(ids(await ask('homelessness in Gera Velbert not Velbert'))).toEqual(['gera:staff:2']);
  });

  test('HUB-632 with all others: nobody could be asked, and there are cities that have it', async () => {
    const none = await ask('homelessness not Gera not Velbert');
    expect(none).toMatchObject({ totalCount: 0, coverage: { asked: 0, complete: false, cities: [] } });
    expect(none.nearQuestions).toEqual([{ everywhere: true, cities: 2, concept: null }]);
  });

  test('HUB-632 with nothing said beside asks the others for their best, as many as are asked for words', async () => {
    expect(await ask('not Gera')).toMatchObject({
      nodes: [{ id: 'velbert:staff:1' }],
      coverage: { asked: 1, notAsked: 0, complete: true },
    });
    const network = createFakeNetwork({ cities: [gera, velbert], listed: ['jena'], maxCitiesForText: 1 });
    await network.summarise();
    const { data } = await network.execute(
      '{ experts(text: "not Jena") { nodes { id } coverage { asked notAsked complete } } }',
    );
    expect(data.experts.coverage).toEqual({ asked: 1, notAsked: 1, complete: false });
    expect(data.experts.nodes).toHaveLength(3);
  });
});
