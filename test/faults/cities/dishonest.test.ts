import type { GraphqlAnswer } from '../answerTruly';
import { httpResponse } from '../httpResponse';
import type { FaultyCity, FaultyRequest, Misconduct } from '../startFaultyCity';
import { startFaultyCity } from '../startFaultyCity';
import type { FaultNetwork, Outcome } from '../startFaultNetwork';
import { startFaultNetwork, unitOf } from '../startFaultNetwork';
import { conceptMatch, scoreExperience } from '../../../subgraphs/search/hits/score';
import type { MappingKind } from '../../../subgraphs/contract/enums';
import type { ExperienceFeatures } from '../../../subgraphs/search/hits/score';

// Cities whose answers keep the form of the contract, and are not so: they rank themselves first, claim everything, or take
// their time. What they gain is looked at, and what it costs the others.

interface RawHit extends ExperienceFeatures {
  readonly id: string;
  readonly mapping: MappingKind;
}

const CITY = 'flt-290';
const CONCEPTS = ['concept:housing-plan', 'concept:housing', 'concept:parks'];

let network: FaultNetwork;
let city: FaultyCity;

beforeAll(async () => {
  city = await startFaultyCity(CITY);
  network = await startFaultNetwork([city]);
}, 60_000);

afterAll(async () => {
  await city.close();
  await network.close();
});

afterEach(async () => {
  await city.behave();
  // It is believed again after as many honest visits as it lied times.
  for (let visits = 0; visits < 10 && (await standing()).status !== 'ADMITTED'; visits += 1)
    await network.hub.refresh();
  await network.hub.refresh();
  const outcome = await network.ask([CITY]);
  expect(outcome.found).toEqual([unitOf(CITY, 1), unitOf(CITY, 2)]);
  expect(await standing()).toEqual({ status: 'ADMITTED', statusReason: null });
});

async function standing(): Promise<{ readonly status: string; readonly statusReason: string | null }> {
  const { data } = await network.query(`{ city(id: "${CITY}") { status statusReason } }`);
  return data.city as { status: string; statusReason: string | null };
}

/** Answers with something made of the truth. */
const telling = (tell: (truth: GraphqlAnswer, request: FaultyRequest) => unknown): Misconduct => ({
  answer: (request) => void request.socket.write(httpResponse(JSON.stringify(tell(request.truth, request)))),
});

/** Of all hits of an answer, whatever it calls them. */
const lyingInHits = (lie: object): Misconduct =>
  telling(({ data }, { operation }) => {
    const { day, day_0: today = day } = operation.variables as { readonly day?: string; readonly day_0?: string };
    const changed = Object.entries(data as Record<string, { total: number; hits: RawHit[] }>).map(
      ([key, { total, hits }]) => {
        const lies = hits.map((hit) => {
          const claimed = { ...hit, ...lie };
          return { ...claimed, score: scoreExperience(conceptMatch(claimed.mapping, 1_000), claimed, today!) };
        });
        return [key, { total, hits: lies.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)) }];
      },
    );
    return { data: Object.fromEntries(changed) };
  });

async function ofCity(): Promise<ReturnType<Outcome['coverageOf']>> {
  return (await network.ask([CITY])).coverageOf(CITY);
}

test.each([
  ['FLT-290', 'says in its hits that it works on since 1990', { since: '1990', until: null }],
  ['FLT-291', 'names another topic than its record does', { topic: `${CITY}:topic:others` }],
])('%s A city that %s is found out at a visit, and is INVALID from then on', async (_, __, lie) => {
  await city.misbehave(lyingInHits(lie), 'SEARCH');
  expect(await ofCity()).toMatchObject({ status: 'ANSWERED', hits: 2 });
  await network.hub.refresh();
  const askedBefore = city.requests.length;
  const outcome = await network.ask([CITY]);
  expect(outcome.found).toEqual([]);
  const message = expect.stringContaining('Its hits contradict its records. It finds flt-290:staff:unit-');
  expect(outcome.coverageOf(CITY)).toMatchObject({ status: 'INVALID', hits: null, message });
  expect(city.requests).toHaveLength(askedBefore);
  expect(await standing()).toEqual({ status: 'QUARANTINED', statusReason: message });
});

/** The summary with another date, or other counts; as another version, for it has to be read. */
const summarising = (change: (count: object) => object): Misconduct =>
  telling(({ data }) => {
    const count = { concept: CONCEPTS[0], staff: 2, programmes: 0, exchanges: 0, offers: 0 };
    return { data: { summary: { ...data.summary, version: 'another', public: [count], ...change(count) } } };
  });

interface Tiers {
  readonly aspects: readonly { readonly terms: readonly { readonly concept: string }[] }[];
  readonly lift: readonly string[];
}

/** Says of all hits to have more than their own subject of what makes tiers, wherever it is asked. */
const claiming = (claim: (tiers: Tiers) => readonly number[]): Misconduct =>
  telling(({ data }, { operation: { variables } }) => {
    const tell = ([key, found]: [string, { total: number; hits: RawHit[] }]): [string, unknown] => {
      const suffix = /^h(\d+)$/.exec(key)?.[1];
      const of = (name: string) => variables[suffix === undefined ? name : `${name}_${suffix}`];
      const aspects = (of('aspects') ?? []) as Tiers['aspects'];
      const lift = (of('lift') ?? []) as Tiers['lift'];
      if (aspects.length + lift.length === 0) return [key, found];
      const own = aspects.findIndex(({ terms }) => terms.some(({ concept }) => concept === CONCEPTS[0]));
      const matched = [...new Set([own, ...claim({ aspects, lift })])].sort((a, b) => a - b);
      const hasAll = aspects.every((_, number) => matched.includes(number));
      const hits = found.hits.map((hit) => ({ ...hit, matched }));
      return [key, { ...found, totalMatchingAll: hasAll ? found.total : 0, hits }];
    };
    const entries = Object.entries(data as Record<string, { total: number; hits: RawHit[] }>);
    return { data: Object.fromEntries(entries.map(tell)) };
  });

const everySubject = claiming(({ aspects }) => aspects.map((_, number) => number));
const everyWord = claiming(({ aspects, lift }) => lift.map((_, number) => aspects.length + number));

test.each([
  ['FLT-307', 'every subject', everySubject, 'as one of its subjects, which its record does not say.'],
  ['FLT-308', 'every word', everyWord, ', which the hub made up.'],
])(
  '%s A city that says of its records to have %s that is asked about is found out at a visit',
  async (_, __, lie, of) => {
    const counting = summarising((count) => ({ public: CONCEPTS.map((concept) => ({ ...count, concept })) }));
    await city.misbehave(
      { answer: (request) => (request.phase === 'SUMMARY' ? counting : lie).answer!(request) },
      ...(['SUMMARY', 'SEARCH'] as const),
    );
    expect(await ofCity()).toMatchObject({ status: 'ANSWERED', hits: 2 });
    await network.hub.refresh();
    const message = expect.stringMatching(
      new RegExp(`^Its hits contradict its records. It finds flt-290:staff:unit-. by .*${of}$`),
    );
    expect(await ofCity()).toMatchObject({ status: 'INVALID', hits: null, message });
    expect(await standing()).toEqual({ status: 'QUARANTINED', statusReason: message });
  },
);

/** In answers to clients. Nobody but the hub at a visit asks for three. */
const onlyToClients = ({ answer }: Misconduct): Misconduct => ({
  answer: async (request) => {
    const { first, first_0: ofFirst = first } = request.operation.variables;
    if (ofFirst !== 3) await answer!(request);
    else request.socket.write(httpResponse(JSON.stringify(request.truth)));
  },
});

const ofSearch = (selection: string): string =>
  `{ experts(concepts: ["concept:housing-plan"], filter: { cities: ["${CITY}"] }) { ${selection} } }`;

const SINCE_1990 = { since: '1990', until: null };

test.each([
  ['FLT-298', 'a date', SINCE_1990, ofSearch('nodes { name experiences { since } }')],
  [
    'FLT-299',
    'a part under aliases in a fragment',
    { role: 'WORKED' },
    `${ofSearch('found: edges { hit: node { ...Work } }')} fragment Work on Staff { did: experiences { as: role } }`,
  ],
  [
    'FLT-300',
    'a date, as a node of another search than the first',
    SINCE_1990,
    `{ cities { totalCount } concept(id: "concept:housing-plan") { label ${ofSearch('nodes { experiences { until } }')
      .slice(1, -1)
      .replace(/concepts: \S+ /, '')} } }`,
  ],
  [
    'FLT-301',
    'a topic, of which the client reads the id',
    { topic: `${CITY}:topic:others` },
    ofSearch('nodes { experiences { topic { id } } }'),
  ],
  [
    'FLT-302',
    'how it maps',
    { mapping: 'CLOSE_MATCH' },
    ofSearch('nodes { experiences { topic { mappings { match } } } }'),
  ],
])(
  '%s A city that is honest when it is visited, and lies to clients about %s, is INVALID from the next question on',
  async (_, __, lie, question) => {
    await city.misbehave(onlyToClients(lyingInHits(lie)), 'SEARCH');
    await network.hub.refresh();
    expect(await standing()).toEqual({ status: 'ADMITTED', statusReason: null });
    expect((await network.query(question)).errors).toBeUndefined();
    const outcome = await network.ask([CITY]);
    const message = expect.stringContaining('Its hits contradict its records. It finds flt-290:staff:unit-');
    expect(outcome.coverageOf(CITY)).toMatchObject({ status: 'INVALID', hits: null, message });
    expect(await standing()).toEqual({ status: 'QUARANTINED', statusReason: message });
  },
);

test('FLT-309 A city that is honest when it is visited, and says to clients to have all subjects, is INVALID from the next question on', async () => {
  await city.misbehave(onlyToClients(everySubject), 'SEARCH');
  await network.hub.refresh();
  const { errors } = await network.query(
    `{ experts(text: "housing plan, parks", filter: { cities: ["${CITY}"] }) {
      totalMatchingAll nodes { experiences { topic { mappings { concept { id } } } } }
    } }`,
  );
  expect(errors).toBeUndefined();
  const message = expect.stringContaining('by concept:parks as one of its subjects, which its record does not say.');
  expect(await ofCity()).toMatchObject({ status: 'INVALID', hits: null, message });
});

test('FLT-303 A city whose records change between a hit and its record in an answer to a client is believed', async () => {
  let fetches = 0;
  const misconduct = telling(({ data }) => {
    fetches += 1;
    if (fetches > 1) return { data };
    const units = data._entities as { experiences: object[] }[];
    return { data: { _entities: units.map((unit) => ({ ...unit, experiences: [] })) } };
  });
  await city.misbehave(misconduct, 'FETCH');
  await network.query(ofSearch('nodes { experiences { since } }'));
  for (let times = 0; times < 3; times += 1) {
    await network.query(ofSearch('nodes { experiences { since } }'));
    expect(await ofCity()).toMatchObject({ status: 'ANSWERED', hits: 2 });
  }
  expect(fetches).toBeGreaterThan(2);
});

test('FLT-304 An error in a record is no contradiction: what is null for it says nothing', async () => {
  const errors = [0, 1].map((at) => ({ message: 'broken', path: ['_entities', at, 'experiences', 0, 'since'] }));
  const misconduct = telling(({ data }) => ({
    data: {
      _entities: data._entities.map((unit: { experiences: object[] }) => ({
        ...unit,
        experiences: unit.experiences.map((experience) => ({ ...experience, since: null })),
      })),
    },
    errors,
  }));
  await city.misbehave(misconduct, 'FETCH');
  for (let times = 0; times < 2; times += 1) {
    expect((await network.query(ofSearch('nodes { experiences { since } }'))).errors).toHaveLength(2);
  }
  expect(await ofCity()).toMatchObject({ status: 'ANSWERED', hits: 2 });
});

test('FLT-305 A city that answers the question for its records with errors whenever it is visited is told, and then INVALID', async () => {
  const lying = lyingInHits(SINCE_1990);
  await city.misbehave(
    {
      answer: async (request) => {
        if (request.phase === 'SEARCH') await lying.answer!(request);
        else if (!request.operation.query.includes('Records'))
          request.socket.write(httpResponse(JSON.stringify(request.truth)));
        else
          request.socket.write(
            httpResponse(JSON.stringify({ data: { _entities: null }, errors: [{ message: 'no' }] })),
          );
      },
    },
    ...(['SEARCH', 'FETCH'] as const),
  );
  await network.hub.refresh();
  const reason = 'It did not answer the question for its records as the contract has it.';
  expect(await standing()).toEqual({
    status: 'ADMITTED',
    statusReason: `Its hits could not be held against its records at its last visit. ${reason}`,
  });
  for (let visits = 1; visits < 3; visits += 1) await network.hub.refresh();
  const message = `Its hits could not be held against its records at its last 3 visits. ${reason}`;
  expect(await ofCity()).toMatchObject({ status: 'INVALID', message });
  expect(await standing()).toEqual({ status: 'QUARANTINED', statusReason: message });
});

test('FLT-297 A city that is believed no more is told of in the log once, however often clients ask for it', async () => {
  await city.misbehave(lyingInHits({ since: '1990', until: null }), 'SEARCH');
  await network.hub.refresh();
  const before = network.warningsOf(CITY).length;
  const records = `{ node(id: "${CITY}:staff:unit-1") { id } city(id: "${CITY}") { staff { totalCount } } }`;
  for (let times = 0; times < 4; times += 1) {
    expect((await network.ask([CITY])).coverageOf(CITY)).toMatchObject({ status: 'INVALID' });
    expect((await network.query(records)).errors?.map(({ extensions }) => extensions['code'])).toContain(
      'CITY_INVALID',
    );
  }
  const told = network.warningsOf(CITY).slice(before);
  expect([...told].sort()).toEqual(['cities failed to answer', 'invalid hits']);
});

test('FLT-292 A city whose record changes between a hit and the look at it is believed', async () => {
  let looks = 0;
  const misconduct = telling(({ data }) => {
    looks += 1;
    if (looks > 1) return { data };
    const entities = data._entities.map((unit: { experiences?: object[] }) => ({ ...unit, experiences: [] }));
    return { data: { _entities: entities } };
  });
  await city.misbehave(misconduct, 'FETCH');
  await network.hub.refresh();
  expect(looks).toBe(2);
  expect(await ofCity()).toMatchObject({ status: 'ANSWERED', hits: 2 });
});

const landscape = `{ landscape(concepts: ["concept:housing-plan", "concept:parks"], groupBy: CITY) {
  summariesAsOf nodes { city { id } concept { id } staff }
} }`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function lookAtLandscape(): Promise<any> {
  return (await network.query(landscape)).data.landscape;
}

test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  "FLT-293 The date %s of a summary is nobody else's, and is told",
  async (asOf) => {
    const startedAt = Date.now();
    await city.misbehave(
      summarising(() => ({ asOf })),
      'SUMMARY',
    );
    await network.hub.refresh();
    const { summariesAsOf } = await lookAtLandscape();
    expect(Math.abs(new Date(summariesAsOf as string).getTime() - startedAt)).toBeLessThan(600_000);
    expect(await standing()).toEqual({
      status: 'ADMITTED',
      statusReason: expect.stringContaining('it is taken for as old as the hub has it.'),
    });
  },
);

test('FLT-294 Counts that no city can have, and that it does not find, are counted for what it finds, and are told', async () => {
  await city.misbehave(
    summarising((count) => ({ public: [{ ...count, staff: 2 ** 31 - 1 }] })),
    'SUMMARY',
  );
  await network.hub.refresh();
  const { nodes } = await lookAtLandscape();
  expect(nodes.find(({ city: { id } }: { city: { id: string } }) => id === CITY).staff).toBe(2);
  const { statusReason } = await standing();
  expect(statusReason).toContain('counts more on 1 concepts than a city can have');
  expect(statusReason).toContain('It does not find what its summary counts, 1 times: what it finds is counted.');
});

test('FLT-295 A city that claims what it gives no hits for is not asked for it, nor counted', async () => {
  const misconduct = summarising((count) => ({ public: CONCEPTS.slice(1).map((concept) => ({ ...count, concept })) }));
  await city.misbehave(misconduct, 'SUMMARY');
  await network.hub.refresh();
  expect((await standing()).statusReason).toContain('It finds nothing of what its summary counts');
  expect((await lookAtLandscape()).nodes.map((count: { city: { id: string } }) => count.city.id)).not.toContain(CITY);
  const askedBefore = city.requests.length;
  const { data } = await network.query(
    '{ experts(concepts: ["concept:parks"]) { coverage { complete cities { city { id } } } } }',
  );
  expect(data.experts.coverage.cities).toEqual([]);
  expect(city.requests).toHaveLength(askedBefore);
});

test('FLT-296 A city that takes its time does not set the time of everybody: it is waited for shortly, and is told apart', async () => {
  const misconduct: Misconduct = {
    answer: ({ socket, truth }) => {
      setTimeout(() => socket.write(httpResponse(JSON.stringify(truth))), 1_900).unref();
    },
  };
  await city.misbehave(misconduct, 'SEARCH');
  // What is usual is what the others take while little else is asked, on a busy machine too.
  for (let asked = 0; asked < 10; asked += 1) await network.ask([]);
  const askAlone = (first: number) =>
    network.query(
      `{ experts(concepts: ["concept:housing-plan"], filter: { cities: ["${CITY}"] }, first: ${first}) { totalCount } }`,
    );
  await Promise.all([1, 2, 3, 4, 5].map(askAlone));
  const { coverageOf } = await network.ask([CITY]);
  const message = expect.stringMatching(/^It is slow: its last 5 answers took \d+ ms or more, where \d+ ms is usual/);
  expect(coverageOf(CITY)).toMatchObject({ status: 'TIMED_OUT', message });
  expect(await standing()).toEqual({ status: 'ADMITTED', statusReason: message });
});
