import { graphql } from 'graphql';
import { createDirectorySchema } from './createDirectorySchema';
import { parseNetwork } from './network/parseNetwork';
import { parseVocabulary } from './vocabulary/parseVocabulary';
import { Vocabulary } from './vocabulary/Vocabulary';

const NETWORK = `
name: Test
cities:
  - { id: gera, name: Gera, country: DE, lauCode: "16052000", population: 93634, latitude: 50.9, longitude: 12.1, languages: [de-DE], url: "http://gera.example/graphql", source: GeoNames }
  - { id: erfurt, name: Erfurt, country: DE }
  - { id: haarlemmermeer, name: Haarlemmermeer, country: NL, population: 160000, languages: [nl, en], url: "http://haarlemmermeer.example/graphql" }
  - { id: altenburg, name: Altenburg, country: DE, population: 31000, latitude: 50.98, longitude: 12.43, languages: [de], url: "http://altenburg.example/graphql" }
alliances:
  - { id: thueringen, name: Thüringen, description: Heads of social affairs, source: A report, cities: [gera, erfurt] }
  - { id: alle, name: Alle, cities: [haarlemmermeer, gera] }
`;

const VOCABULARY = `
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix c: <https://hanse.example/concept/> .
c:housing a skos:Concept ; skos:prefLabel "Housing"@en, "Wohnen"@de ; skos:altLabel "Dwelling"@en, "Unterkunft"@de ;
  skos:definition "Where people live."@en ; skos:related c:rent ; skos:exactMatch <http://vocabulary.example/1> .
c:homelessness a skos:Concept ; skos:prefLabel "Dakloosheid"@nl ; skos:broader c:housing .
c:rent a skos:Concept ; skos:prefLabel "Rent"@en .
`;

const statuses = { gera: 'ADMITTED', haarlemmermeer: 'QUARANTINED', altenburg: 'UNREACHABLE' } as const;
const network = parseNetwork(NETWORK, 'network.yaml');
const schema = createDirectorySchema({
  network: () => network,
  vocabulary: parseVocabulary(VOCABULARY, 'topics.ttl'),
  statusOf: (id) => statuses[id as keyof typeof statuses],
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer, as a client would read it from JSON
async function ask(source: string, variableValues: Record<string, unknown> = {}): Promise<any> {
  return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues })));
}

describe('city', () => {
  it('has its entry, its status and its alliances by name', async () => {
    const { data, errors } = await ask(
      `{ city(id: "gera") { __typename id name country lauCode population location { latitude longitude } languages connected status source alliances { id } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.city).toEqual({
      __typename: 'City',
      id: 'gera',
      name: 'Gera',
      country: 'DE',
      lauCode: '16052000',
      population: 93634,
      location: { latitude: 50.9, longitude: 12.1 },
      languages: ['de-DE'],
      connected: true,
      status: 'ADMITTED',
      source: 'GeoNames',
      alliances: [{ id: 'alliance:alle' }, { id: 'alliance:thueringen' }],
    });
  });

  it('is listed when it has no server, and null where its entry is silent', async () => {
    const { data } = await ask(
      `{ city(id: "erfurt") { connected status lauCode population location { latitude } languages source } }`,
    );
    expect(data.city).toEqual({
      connected: false,
      status: 'LISTED',
      lauCode: null,
      population: null,
      location: null,
      languages: [],
      source: null,
    });
  });

  it('says why it is not part of the network now', async () => {
    const reasons: Readonly<Record<string, string>> = { haarlemmermeer: 'It does not tell its schema.' };
    const left = { ...network.cities.get('gera')!, id: 'suhl', name: 'Suhl' };
    const suspended = createDirectorySchema({
      network: () =>
        parseNetwork(
          NETWORK.replace('{ id: gera,', '{ suspended: true, reason: Maintenance, id: gera,'),
          'network.yaml',
        ),
      recentlyLeft: { city: (id) => (id === 'suhl' ? left : undefined), alliance: () => undefined },
      vocabulary: parseVocabulary(VOCABULARY, 'topics.ttl'),
      statusOf: (id) => statuses[id as keyof typeof statuses],
      statusReasonOf: (id) => reasons[id],
    });
    const { data } = await graphql({
      schema: suspended,
      source: `{
        cities { nodes { id connected status statusReason } }
        _entities(representations: [{ __typename: "City", id: "suhl" }]) { ... on City { name } }
      }`,
    });
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      cities: {
        nodes: [
          { id: 'altenburg', connected: true, status: 'UNREACHABLE', statusReason: null },
          { id: 'erfurt', connected: false, status: 'LISTED', statusReason: null },
          { id: 'gera', connected: false, status: 'SUSPENDED', statusReason: 'Maintenance' },
          {
            id: 'haarlemmermeer',
            connected: true,
            status: 'QUARANTINED',
            statusReason: 'It does not tell its schema.',
          },
        ],
      },
      // It left a moment ago, and is found by those who name it, not in the list.
      _entities: [{ name: 'Suhl' }],
    });
  });

  it.each(['Gera', 'gera:staff:1', 'concept', 'hub', ''])('is an error for the malformed id "%s"', async (id) => {
    const { data, errors } = await ask(`query ($id: ID!) { city(id: $id) { id } }`, { id });
    expect(data).toEqual({ city: null });
    expect(errors).toMatchObject([
      {
        message: `id must be the slug of a city such as "gera", but got "${id}".`,
        path: ['city'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'id' },
      },
    ]);
  });

  it('is an error for a city that is not in the network', async () => {
    const { errors } = await ask(`{ city(id: "nirgendwo") { id } }`);
    expect(errors).toMatchObject([
      { message: 'id must be a city of this network, but got "nirgendwo".', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('cities', () => {
  const CITIES = `query ($filter: CityFilter, $first: Int, $after: String) {
    cities(filter: $filter, first: $first, after: $after) {
      totalCount nodes { id } edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  async function idsOf(filter: object): Promise<readonly string[]> {
    const { data } = await ask(CITIES, { filter });
    return data.cities.nodes.map(({ id }: { id: string }) => id);
  }

  it('come by name, page by page', async () => {
    const first = (await ask(CITIES, { first: 3 })).data.cities;
    expect(first.nodes).toEqual([{ id: 'altenburg' }, { id: 'erfurt' }, { id: 'gera' }]);
    expect(first.edges[2].cursor).toBe(first.pageInfo.endCursor);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await ask(CITIES, { first: 3, after: first.pageInfo.endCursor })).data.cities;
    expect(second.edges).toMatchObject([{ node: { id: 'haarlemmermeer' } }]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(second.totalCount).toBe(4);
  });

  it('are filtered: values by OR, conditions by AND, an empty list and a null being none', async () => {
    expect(await idsOf({ countries: ['NL'] })).toEqual(['haarlemmermeer']);
    expect(await idsOf({ countries: ['NL', 'DE'], connected: true })).toEqual(['altenburg', 'gera', 'haarlemmermeer']);
    expect(await idsOf({ connected: false })).toEqual(['erfurt']);
    expect(await idsOf({ alliances: ['alliance:thueringen'] })).toEqual(['erfurt', 'gera']);
    expect(await idsOf({ alliances: ['alliance:thueringen', 'alliance:alle'] })).toHaveLength(3);
    expect(await idsOf({ countries: [], alliances: null, connected: null })).toHaveLength(4);
    expect(await idsOf({ countries: ['FR'] })).toEqual([]);
  });

  it('are filtered by language, whatever region a tag names', async () => {
    expect(await idsOf({ languages: ['de'] })).toEqual(['altenburg', 'gera']);
    expect(await idsOf({ languages: ['DE-at', 'en'] })).toEqual(['altenburg', 'gera', 'haarlemmermeer']);
    expect(await idsOf({ languages: [] })).toHaveLength(4);
  });

  it('are filtered by size, both ends included, without those whose inhabitants are not known', async () => {
    expect(await idsOf({ population: { min: 31000, max: 93634 } })).toEqual(['altenburg', 'gera']);
    expect(await idsOf({ population: { min: 31001 } })).toEqual(['gera', 'haarlemmermeer']);
    expect(await idsOf({ population: { max: 31000 } })).toEqual(['altenburg']);
    expect(await idsOf({ population: { min: null } })).toHaveLength(4);
  });

  it('are filtered by the way to a city, itself included, without those whose place is not known', async () => {
    // Gera and Altenburg are some 25 km apart.
    expect(await idsOf({ near: { city: 'gera', km: 20 } })).toEqual(['gera']);
    expect(await idsOf({ near: { city: 'altenburg', km: 30 } })).toEqual(['altenburg', 'gera']);
    expect(await idsOf({ near: { city: 'gera', km: 20_000 }, languages: ['nl'] })).toEqual([]);
  });

  it.each([
    [{ first: 0 }, 'first', 'first must be a number from 1 to 100, but got 0.'],
    [{ first: 101 }, 'first', 'first must be a number from 1 to 100, but got 101.'],
    [{ first: -1 }, 'first', 'first must be a number from 1 to 100, but got -1.'],
    [{ after: 'nonsense' }, 'after', 'after must be a cursor of this list, but got "nonsense".'],
    [{ after: '' }, 'after', 'after must be a cursor of this list, but got "".'],
    [
      { after: Buffer.from('[1000,"gera:staff:1"]').toString('base64url') },
      'after',
      'after must be a cursor of this list, but got "WzEwMDAsImdlcmE6c3RhZmY6MSJd".',
    ],
    [
      { filter: { countries: ['DE', 'nl'] } },
      'filter.countries',
      'filter.countries must be codes of two capital letters such as "DE", but got "nl".',
    ],
    [
      { filter: { alliances: ['thueringen'] } },
      'filter.alliances',
      'filter.alliances must be ids of alliances such as "alliance:ruhr-2030", but got "thueringen".',
    ],
    [
      { filter: { alliances: ['alliance:nirgendwo'] } },
      'filter.alliances',
      'filter.alliances must be alliances of this network, but got "alliance:nirgendwo".',
    ],
    [
      { filter: { languages: ['deutsch'] } },
      'filter.languages',
      'filter.languages must be language tags (BCP 47) such as "de", but got "deutsch".',
    ],
    [
      { filter: { population: { min: 5, max: 4 } } },
      'filter.population',
      'filter.population must be a range from 0 up with min not above max, but got "5 to 4".',
    ],
    [
      { filter: { population: { max: -1 } } },
      'filter.population',
      'filter.population must be a range from 0 up with min not above max, but got "to -1".',
    ],
    [
      { filter: { near: { city: 'suhl', km: 10 } } },
      'filter.near.city',
      'filter.near.city must be a city of this network, but got "suhl".',
    ],
    [
      { filter: { near: { city: 'erfurt', km: 10 } } },
      'filter.near.city',
      'filter.near.city must be a city whose place is known, but got "erfurt".',
    ],
    [
      { filter: { near: { city: 'gera', km: 0 } } },
      'filter.near.km',
      'filter.near.km must be a number from 1 to 20000, but got 0.',
    ],
    [
      { filter: { near: { city: 'gera', km: 20_001 } } },
      'filter.near.km',
      'filter.near.km must be a number from 1 to 20000, but got 20001.',
    ],
  ])('refuse %j', async (variables, argument, message) => {
    const { data, errors } = await ask(CITIES, variables);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('do not send a long input back as it came', async () => {
    const { errors } = await ask(CITIES, { after: 'x'.repeat(10_000) });
    expect(errors[0].message.length).toBeLessThan(200);
  });

  it('are those of the network as it is now', async () => {
    let current = network;
    const changing = createDirectorySchema({
      network: () => current,
      vocabulary: parseVocabulary(VOCABULARY, 'topics.ttl'),
      statusOf: () => 'PENDING',
    });
    const count = async () => (await graphql({ schema: changing, source: '{ cities { totalCount } }' })).data;
    expect(await count()).toEqual({ cities: { totalCount: 4 } });
    current = parseNetwork('name: Small\ncities: []', 'network.yaml');
    expect(await count()).toEqual({ cities: { totalCount: 0 } });
  });
});

describe('alliances', () => {
  it('come by name, with their cities by name', async () => {
    const { data } = await ask(`{ alliances { id name description source cities { id status } } }`);
    expect(data.alliances).toEqual([
      {
        id: 'alliance:alle',
        name: 'Alle',
        description: null,
        source: null,
        cities: [
          { id: 'gera', status: 'ADMITTED' },
          { id: 'haarlemmermeer', status: 'QUARANTINED' },
        ],
      },
      {
        id: 'alliance:thueringen',
        name: 'Thüringen',
        description: 'Heads of social affairs',
        source: 'A report',
        cities: [
          { id: 'erfurt', status: 'LISTED' },
          { id: 'gera', status: 'ADMITTED' },
        ],
      },
    ]);
  });
});

describe('concept', () => {
  it('has its labels in the language asked for', async () => {
    const { data } = await ask(`{ concept(id: "concept:housing") {
      id label de: label(lang: "de") at: label(lang: "de-AT") fr: label(lang: "fr")
      altLabels altDe: altLabels(lang: "de") altFr: altLabels(lang: "fr")
      definition(lang: "de") exactMatch broader { id } narrower { id label } related { id }
    } }`);
    expect(data.concept).toEqual({
      id: 'concept:housing',
      label: 'Housing',
      de: 'Wohnen',
      at: 'Wohnen',
      fr: 'Housing',
      altLabels: ['Dwelling', 'Unterkunft'],
      altDe: ['Unterkunft'],
      altFr: [],
      definition: 'Where people live.',
      exactMatch: ['http://vocabulary.example/1'],
      broader: [],
      narrower: [{ id: 'concept:homelessness', label: 'Dakloosheid' }],
      related: [{ id: 'concept:rent' }],
    });
  });

  it('is null when unknown, and an error when malformed', async () => {
    expect(await ask(`{ concept(id: "concept:unknown") { id } }`)).toEqual({ data: { concept: null } });
    const { errors } = await ask(`{ concept(id: "housing") { id } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } }]);
  });
});

describe('concepts', () => {
  it('complete what is typed, in all languages or in one', async () => {
    const { data } = await ask(`{
      all: concepts(text: "wohn") { id } en: concepts(text: "wohn", lang: "en") { id }
      none: concepts(first: 2) { label }
    }`);
    expect(data).toEqual({
      all: [{ id: 'concept:housing' }],
      en: [],
      none: [{ label: 'Dakloosheid' }, { label: 'Housing' }],
    });
  });

  it('HUB-591 look twelve words of a long text up, each once', async () => {
    const looked = jest.spyOn(Vocabulary.prototype, 'complete');
    await ask(`query ($text: String) { concepts(text: $text) { id } }`, { text: 'a/b/'.repeat(1_000) });
    await ask(`query ($text: String) { concepts(text: $text) { id } }`, { text: 'a b c d e f g h i j k l m n o p' });
    await ask(`{ concepts(text: "Hilfe für junge, junge Menschen") { id } }`);
    expect(looked.mock.calls.map(([text]) => text)).toEqual([
      'a b',
      'a b c d e f g h i j k l',
      'Hilfe für junge, junge Menschen',
    ]);
    looked.mockRestore();
  });

  it.each([0, 101])('refuse first: %i', async (first) => {
    const { errors } = await ask(`query ($first: Int) { concepts(first: $first) { id } }`, { first });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });
});

describe('_entities', () => {
  const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    __typename ... on City { name } ... on Alliance { name } ... on Concept { label }
  } }`;

  it('resolves cities, alliances and concepts in order, the unknown to null', async () => {
    const { data, errors } = await ask(ENTITIES, {
      representations: [
        { __typename: 'Concept', id: 'concept:rent' },
        { __typename: 'City', id: 'gera' },
        { __typename: 'City', id: 'nirgendwo' },
        { __typename: 'Alliance', id: 'alliance:alle' },
        { __typename: 'Alliance', id: 'alliance:nirgendwo' },
        { __typename: 'Concept', id: 'concept:unknown' },
        { __typename: 'City', id: 'gera' },
      ],
    });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      { __typename: 'Concept', label: 'Rent' },
      { __typename: 'City', name: 'Gera' },
      null,
      { __typename: 'Alliance', name: 'Alle' },
      null,
      null,
      { __typename: 'City', name: 'Gera' },
    ]);
  });

  it('leads from an exchange to its host and guests, null where one is not in the network', async () => {
    const { data, errors } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Exchange { id host { name } guests { name connected } }
      } }`,
      {
        representations: [
          {
            __typename: 'Exchange',
            id: 'gera:exchange:1',
            hostId: 'gera',
            guestIds: ['erfurt', 'suhl', 'haarlemmermeer'],
          },
          { __typename: 'Exchange', id: 'gera:exchange:2', hostId: null, guestIds: [] },
          { __typename: 'Exchange', id: 'gera:exchange:3', hostId: 'suhl', guestIds: [] },
        ],
      },
    );
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      {
        id: 'gera:exchange:1',
        host: { name: 'Gera' },
        guests: [{ name: 'Erfurt', connected: false }, null, { name: 'Haarlemmermeer', connected: true }],
      },
      { id: 'gera:exchange:2', host: null, guests: [] },
      { id: 'gera:exchange:3', host: null, guests: [] },
    ]);
  });

  it('says of a host whether it confirms the exchange: the city that published it, and who says so itself', async () => {
    const confirming = createDirectorySchema({
      network: () => network,
      vocabulary: parseVocabulary(VOCABULARY, 'topics.ttl'),
      statusOf: () => 'ADMITTED',
      confirms: (cityId, id) => (cityId === 'gera' ? id === 'erfurt:exchange:1' : undefined),
    });
    const told = async (id: string, hostId: string | null) => {
      const { data } = await graphql({
        schema: confirming,
        source: `query ($it: _Any!) { _entities(representations: [$it]) { ... on Exchange { hostConfirmed } } }`,
        variableValues: { it: { __typename: 'Exchange', id, hostId } },
      });
      const [exchange] = data?.['_entities'] as readonly { readonly hostConfirmed: boolean | null }[];
      return exchange?.hostConfirmed;
    };
    expect(await told('gera:exchange:9', 'gera')).toBe(true);
    expect(await told('erfurt:exchange:1', 'gera')).toBe(true);
    expect(await told('erfurt:exchange:2', 'gera')).toBe(false);
    // Not visited yet, none, and not in the network.
    expect(await told('gera:exchange:9', 'haarlemmermeer')).toBeNull();
    expect(await told('gera:exchange:9', null)).toBeNull();
    expect(await told('suhl:exchange:9', 'suhl')).toBeNull();
  });

  it('does not take guests that were not given for none', async () => {
    const { data, errors } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Exchange { guests { name } } } }`,
      { representations: [{ __typename: 'Exchange', id: 'gera:exchange:1' }] },
    );
    expect(data._entities).toEqual([null]);
    expect(errors).toHaveLength(1);
  });

  it('leads from a programme to that of another city, null where that city cannot be asked', async () => {
    const { data, errors } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Programme { adaptedFrom { id } }
      } }`,
      {
        representations: [
          'haarlemmermeer:programme:1',
          'erfurt:programme:1',
          'suhl:programme:1',
          'gera:programme:2',
          'haarlemmermeer',
          null,
          undefined,
        ].map((adaptedFromId) => ({ __typename: 'Programme', id: 'gera:programme:1', adaptedFromId })),
      },
    );
    expect(errors).toBeUndefined();
    const found = data._entities.map(({ adaptedFrom }: { adaptedFrom: { id: string } | null }) => adaptedFrom?.id);
    // Listed without a server, not in the network, its own, no programme, and none.
    expect(found).toEqual(['haarlemmermeer:programme:1', ...Array<undefined>(6).fill(undefined)]);
  });

  it('serves its SDL', async () => {
    const { data } = await ask(`{ _service { sdl } }`);
    expect(data._service.sdl).toContain('type City implements Node');
  });
});

describe('suggest', () => {
  const suggest = async (text: string, more = '') => {
    const { data, errors } = await ask(
      `query ($text: String!) { suggest(text: $text${more}) { label replaces concept { id } city { id } } }`,
      { text },
    );
    expect(errors).toBeUndefined();
    return data.suggest;
  };
  const labels = async (text: string, more = '') =>
    (await suggest(text, more)).map(({ label }: { label: string }) => label);

  it('offers subjects in the language of the reader, and cities', async () => {
    expect(await suggest('wohn')).toEqual([
      { label: 'Housing', replaces: 'wohn', concept: { id: 'concept:housing' }, city: null },
    ]);
    expect(await labels('wohn', ', lang: "de"')).toEqual(['Wohnen']);
    expect(await suggest('GER')).toEqual([{ label: 'Gera', replaces: 'GER', concept: null, city: { id: 'gera' } }]);
  });

  it('completes the last words of a sentence', async () => {
    expect(await suggest('Wer hat Erfahrung mit Dakl')).toMatchObject([{ label: 'Dakloosheid', replaces: 'Dakl' }]);
    expect(await suggest('housing in Alt')).toMatchObject([{ label: 'Altenburg', replaces: 'Alt' }]);
  });

  it('has subjects before cities, and no more than wanted', async () => {
    expect(await labels('h')).toEqual(['Housing', 'Haarlemmermeer']);
    expect(await labels('h', ', first: 1')).toEqual(['Housing']);
  });

  it('offers nothing for names of persons and for nothing', async () => {
    expect(await suggest('Sandra Wanzar')).toEqual([]);
    expect(await suggest(' ')).toEqual([]);
  });

  it('refuses what is no question', async () => {
    const { errors } = await ask(`{ suggest(text: "${'x'.repeat(501)}") { label } }`);
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'text' });
  });
});
