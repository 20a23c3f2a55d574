import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../subgraphs/city/database/createDataSource';
import { startDemoNetwork } from '../startDemoNetwork';
import type { TestNetwork } from '../startNetwork';

// Every filter and every facet, in random combinations over all cities of the demo, against SQL over their databases that shares
// nothing with what the cities ask these.

interface City {
  readonly id: string;
  readonly country: string;
  readonly population: number | null;
  readonly database: DataSource;
}

let network: TestNetwork;
let cities: readonly City[];
let concepts: readonly string[];

/** What the demo says of few records, said of many, by the hash of their keys. */
const ENRICH = `
  UPDATE staff SET updated_at = timestamptz '2026-01-01Z' + abs(hashtext(key)) % 300 * interval '1 day';
  UPDATE exchange SET updated_at = timestamptz '2026-01-01Z' + abs(hashtext(key)) % 300 * interval '1 day';
  UPDATE offer SET updated_at = timestamptz '2026-01-01Z' + abs(hashtext(key)) % 300 * interval '1 day';
  UPDATE need SET
    updated_at = timestamptz '2026-01-01Z' + abs(hashtext(key)) % 300 * interval '1 day',
    status = (ARRAY['OPEN', 'MET', null])[1 + abs(hashtext(key || 'status')) % 3];
  UPDATE programme SET
    updated_at = timestamptz '2026-01-01Z' + abs(hashtext(key)) % 300 * interval '1 day',
    open_to_visitors = (ARRAY[true, false, null])[1 + abs(hashtext(key || 'open')) % 3],
    good_practice = hashtext(key || 'good') > 0,
    currency = (ARRAY['EUR', 'CHF'])[1 + abs(hashtext(key || 'currency')) % 2],
    costs_total = nullif(abs(hashtext(key || 'total')) % 4, 0) * 100.5,
    costs_yearly = nullif(abs(hashtext(key || 'yearly')) % 4, 0) * 100.5,
    own_share = nullif(abs(hashtext(key || 'own')) % 4, 0) * 100.5,
    costs_per_case = nullif(abs(hashtext(key || 'case')) % 4, 0) * 100.5,
    costs_per_case_yearly = nullif(abs(hashtext(key || 'case a year')) % 4, 0) * 100.5,
    target_groups = (ARRAY['{Jugendliche,Eltern}', '{"junge Eltern"}', null, '{}'])[1 + abs(hashtext(key || 'for')) % 4]::text[];
  DELETE FROM programme_funding WHERE hashtext(programme_key) > 0;
  INSERT INTO programme_funding (programme_key, ordinal, kind, funder)
    SELECT key, 10 + number, 'STATE', (ARRAY['Land', 'Europäische Union', 'land', null])[1 + abs(hashtext(key || number)) % 4]
    FROM programme CROSS JOIN generate_series(1, 2) AS number WHERE hashtext(key || 'funded') > 0;
  INSERT INTO programme_result (programme_key, ordinal, indicator) SELECT key, 10, 'Homes' FROM programme WHERE hashtext(key || 'result') > 0;
  INSERT INTO exchange_result (exchange_key, ordinal, indicator) SELECT key, 10, 'Homes' FROM exchange WHERE hashtext(key || 'result') > 0;
`;

beforeAll(async () => {
  network = await startDemoNetwork();
  const { data } = await network.query('{ cities { nodes { id country population connected } } }');
  const connected = data.cities.nodes.filter(({ connected: is }: { connected: boolean }) => is);
  cities = await Promise.all(
    connected.map(async ({ id, country, population }: City) => {
      const database = await createDataSource(network.city(id).databaseUrl).initialize();
      await database.query(ENRICH);
      return { id, country, population, database };
    }),
  );
  const mapped = await Promise.all(
    cities.map(({ database }) => database.query<{ id: string }[]>('SELECT concept_id AS id FROM topic_mapping')),
  );
  concepts = [...new Set(mapped.flat().map(({ id }) => id))].sort();
}, 120_000);

afterAll(async () => {
  await Promise.all(cities.map(({ database }) => database.destroy()));
  await network.close();
});

type Condition = (value: never) => readonly [sql: string, ...values: unknown[]];

interface Kind {
  readonly type: string;
  readonly table: string;
  /** Whether the record `r` has a topic that maps to one of the concepts, $1. */
  readonly isAbout: string;
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly filter: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Queries for the values that each record, `r`, of those in $1 has, by facet. */
  readonly facets: Readonly<Record<string, string>>;
}

const byTopics = (type: string): string =>
  `r.key IN (SELECT ${type}_key FROM ${type}_topic NATURAL JOIN topic_mapping WHERE concept_id = ANY($1))`;
const conceptsBy = (type: string): string =>
  `SELECT ${type}_key AS key, concept_id AS value FROM ${type}_topic NATURAL JOIN topic_mapping`;

const updatedSince: Condition = (value: string) => ["r.updated_at - ?::timestamptz >= interval '0'", value];
const isOneOf =
  (column: string): Condition =>
  (values: readonly string[]) => [`r.${column} IN (SELECT unnest(?::text[]))`, values];
const is =
  (column: string): Condition =>
  (value: boolean) => [`r.${column} IS NOT DISTINCT FROM ?::boolean`, value];
const hasSome =
  (table: string, key: string): Condition =>
  (value: boolean) => [
    `(SELECT count(*) FROM ${table} AS x WHERE x.${key} = r.key) BETWEEN ?::integer AND ?::integer`,
    value ? 1 : 0,
    value ? 1000 : 0,
  ];
const speaks: Condition = (ranges: readonly string[]) => [
  `EXISTS (SELECT FROM unnest(r.languages) AS tag, unnest(?::text[]) AS range WHERE lower(tag) = range OR starts_with(lower(tag), range || '-'))`,
  ranges,
];

const dates = fc.constantFrom('2026-02-01T00:00:00Z', '2026-05-17T00:00:00Z', '2026-09-30T12:00:00.500Z');
const languages = fc.subarray(['de', 'en', 'nl', 'fr'], { minLength: 1 });
const flag = fc.boolean();

const KINDS: Readonly<Record<string, Kind>> = {
  experts: {
    type: 'staff',
    table: 'staff',
    isAbout: 'TRUE',
    conditions: {
      kinds: isOneOf('kind'),
      languages: speaks,
      updatedSince,
      roles: () => ['TRUE'],
    },
    filter: {
      kinds: fc.subarray(['PERSON', 'POST', 'UNIT'], { minLength: 1 }),
      roles: fc.subarray(['LED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART'], { minLength: 1 }),
      languages,
      updatedSince: dates,
    },
    facets: {
      concepts: 'SELECT staff_key AS key, concept_id AS value FROM experience NATURAL JOIN topic_mapping',
      languages: 'SELECT key, unnest(languages) AS value FROM staff',
    },
  },
  programmes: {
    type: 'programme',
    table: 'programme',
    isAbout: byTopics('programme'),
    conditions: {
      statuses: isOneOf('status'),
      goodPractice: is('good_practice'),
      openToVisitors: is('open_to_visitors'),
      hasResults: hasSome('programme_result', 'programme_key'),
      hasCosts: (value: boolean) => [
        '(num_nonnulls(r.costs_total, r.costs_yearly, r.own_share, r.costs_per_case, r.costs_per_case_yearly) > 0) = ?::boolean',
        value,
      ],
      costsBelow: ({ amount, currency, period, scope }: Readonly<Record<string, string>>) => [
        `EXISTS (
          SELECT FROM (VALUES
            ('ONCE', 'TOTAL', r.costs_total),
            ('YEARLY', 'TOTAL', r.costs_yearly),
            (CASE WHEN r.costs_yearly IS NOT NULL AND r.costs_total IS NULL THEN 'YEARLY' ELSE 'ONCE' END, 'OWN_SHARE', r.own_share),
            ('ONCE', 'PER_CASE', r.costs_per_case),
            ('YEARLY', 'PER_CASE', r.costs_per_case_yearly)
          ) AS cost(period, scope, amount)
          WHERE r.currency = ?::text AND period = ?::text AND scope = ?::text AND amount < ?::numeric)`,
        ...[currency, period, scope, amount],
      ],
      funders: (values: readonly string[]) => [
        'r.key IN (SELECT programme_key FROM programme_funding WHERE funder IN (SELECT unnest(?::text[])))',
        values,
      ],
      targetGroups: (values: readonly string[]) => [
        `array_to_string(r.target_groups, '|') ILIKE ANY (SELECT '%' || unnest(?::text[]) || '%')`,
        values,
      ],
      updatedSince,
    },
    filter: {
      statuses: fc.subarray(['PLANNED', 'ACTIVE', 'COMPLETED', 'DISCONTINUED'], { minLength: 1 }),
      goodPractice: flag,
      openToVisitors: flag,
      hasResults: flag,
      hasCosts: flag,
      costsBelow: fc.record({
        amount: fc.constantFrom('100.5', '100.500001', '250', '999999999999999'),
        currency: fc.constantFrom('EUR', 'CHF', 'USD'),
        period: fc.constantFrom('ONCE', 'YEARLY'),
        scope: fc.constantFrom('TOTAL', 'OWN_SHARE', 'PER_CASE'),
      }),
      funders: fc.subarray(['Land', 'land', 'Europäische Union', 'Rijk'], { minLength: 1 }),
      targetGroups: fc.subarray(['jugend', 'ELTERN', 'nobody'], { minLength: 1 }),
      updatedSince: dates,
    },
    facets: {
      concepts: conceptsBy('programme'),
      statuses: 'SELECT key, status AS value FROM programme',
      years: 'SELECT key, substr(starts_on, 1, 4) AS value FROM programme',
      goodPractice: 'SELECT key, good_practice::text AS value FROM programme',
      openToVisitors: 'SELECT key, open_to_visitors::text AS value FROM programme',
      funders: 'SELECT programme_key AS key, funder AS value FROM programme_funding',
    },
  },
  exchanges: {
    type: 'exchange',
    table: 'exchange',
    isAbout: byTopics('exchange'),
    conditions: {
      kinds: isOneOf('kind'),
      // The last day that each can mean; of months the question names no last days.
      startsAfter: (value: string) => [`rpad(r.starts_on, 10, '-99') COLLATE "C" > rpad(?::text, 10, '-99')`, value],
      hasResults: hasSome('exchange_result', 'exchange_key'),
      updatedSince,
    },
    filter: {
      kinds: fc.subarray(['STUDY_VISIT', 'EXPERT_EXCHANGE', 'DIALOGUE_EVENT', 'NETWORK_MEETING', 'PEER_REVIEW'], {
        minLength: 1,
      }),
      startsAfter: fc.constantFrom('2008', '2017-02', '2024-05-30', '2026-10-15', '2030'),
      hasResults: flag,
      updatedSince: dates,
    },
    facets: {
      concepts: conceptsBy('exchange'),
      years: 'SELECT key, substr(starts_on, 1, 4) AS value FROM exchange',
    },
  },
  offers: {
    type: 'offer',
    table: 'offer',
    isAbout: byTopics('offer'),
    conditions: { kinds: isOneOf('kind'), languages: speaks, updatedSince },
    filter: {
      kinds: fc.subarray(['VISIT', 'WORK_SHADOWING', 'TALK', 'ADVICE'], { minLength: 1 }),
      languages,
      updatedSince: dates,
    },
    facets: { concepts: conceptsBy('offer'), languages: 'SELECT key, unnest(languages) AS value FROM offer' },
  },
  needs: {
    type: 'need',
    table: 'need',
    isAbout: byTopics('need'),
    conditions: { statuses: isOneOf('status'), updatedSince },
    filter: { statuses: fc.subarray(['OPEN', 'MET'], { minLength: 1 }), updatedSince: dates },
    facets: { concepts: conceptsBy('need'), needStatuses: 'SELECT key, status AS value FROM need' },
  },
};

const ofCities = {
  countries: fc.subarray(['DE', 'NL'], { minLength: 1 }),
  population: fc.constantFrom({ min: 60_000 }, { max: 150_000 }, { min: 50_000, max: 200_000 }),
};

interface Question {
  readonly kind: string;
  readonly concepts: readonly string[];
  readonly filter: Readonly<Record<string, unknown>>;
}

/** Few conditions more often than many, which leave nothing. */
function anyQuestion(): fc.Arbitrary<Question> {
  return fc.constantFrom(...Object.entries(KINDS)).chain(([kind, { filter }]) => {
    const all = { ...filter, ...ofCities };
    return fc.record({
      kind: fc.constant(kind),
      concepts: fc.uniqueArray(fc.constantFrom(...concepts), { minLength: 1, maxLength: 8 }),
      filter: fc
        .subarray(Object.keys(all), { maxLength: 3 })
        .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, all[name as keyof typeof all]])))),
    });
  });
}

const ASK = (kind: string, fields: string): string => `
  query ($concepts: [ID!], $filter: ${kind.charAt(0).toUpperCase()}${kind.slice(1, -1)}Filter) {
    ${kind}(concepts: $concepts, filter: $filter, first: 100) {
      nodes { id }
      totalCount
      expansion { id }
      facets {
        cities { city { id } count }
        countries { country count }
        populations { population { min below } count }
        notDivided
        ${fields}
      }
      coverage { cities { status } }
    }
  }`;

/** How each facet tells its value, and that value as SQL gives it. */
const FACETS: Readonly<Record<string, string>> = {
  concepts: 'concepts { value: concept { id } count fewerThan }',
  languages: 'languages { value: language count fewerThan }',
  statuses: 'statuses { value: status count }',
  years: 'years { value: year count }',
  goodPractice: 'goodPractice { value count }',
  openToVisitors: 'openToVisitors { value count }',
  funders: 'funders { value: funder count }',
  needStatuses: 'needStatuses { value: status count }',
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the answer has the shape that was asked for
type Told = any;
const toldOf = (counts: Told): ReadonlyMap<string, number | null> =>
  new Map(counts.map(({ value, count }: Told) => [String(value?.id ?? value), count]));

function add(sums: Map<string, number>, value: string, count: number): void {
  sums.set(value, (sums.get(value) ?? 0) + count);
}

async function check({ kind, concepts: asked, filter }: Question): Promise<void> {
  const { type, table, isAbout, conditions, facets } = KINDS[kind]!;
  const { countries, population, ...ofRecords } = filter as {
    countries?: readonly string[];
    population?: { min?: number; max?: number };
  };
  const names = Object.keys(facets);
  const { data, errors } = await network.query(ASK(kind, names.map((name) => FACETS[name]).join('\n')), {
    concepts: asked,
    filter,
  });
  expect(errors).toBeUndefined();
  const found = data[kind];
  expect(found.coverage.cities.map(({ status }: Told) => status)).toEqual(found.coverage.cities.map(() => 'ANSWERED'));
  const expansion = found.expansion.map(({ id }: { id: string }) => id);

  const values: unknown[] = [expansion];
  const bind = (sql: string, given: readonly unknown[]): string => {
    let at = 0;
    return sql.replaceAll('?', () => `$${values.push(given[at++])}`);
  };
  const where = Object.entries(ofRecords).map(([name, value]) => {
    const [sql, ...given] = conditions[name]!(value as never);
    return bind(sql, given);
  });
  const { roles } = ofRecords as { roles?: readonly string[] };
  if (kind === 'experts') {
    const ofRole = roles === undefined ? 'TRUE' : bind('role IN (SELECT unnest(?::text[]))', [roles]);
    where.push(
      `r.key IN (SELECT staff_key FROM experience NATURAL JOIN topic_mapping WHERE concept_id = ANY($1) AND ${ofRole})`,
    );
  }
  const ids: string[] = [];
  const ofCity = new Map<string, number>();
  const ofCountry = new Map<string, number>();
  const divided = new Map(names.map((name) => [name, new Map<string, number>()]));
  await Promise.all(
    cities
      .filter(({ country }) => countries === undefined || countries.includes(country))
      .filter(({ population: people }) =>
        population === undefined
          ? true
          : people !== null && people >= (population.min ?? 0) && people <= (population.max ?? Infinity),
      )
      .map(async ({ id, country, database }) => {
        const counted = names.map(
          (name) => `
            SELECT '${name}' AS facet, value, count(DISTINCT key)::integer AS count
            FROM (${facets[name]}) AS own JOIN found USING (key) WHERE value IS NOT NULL GROUP BY value`,
        );
        const [{ keys, counts } = { keys: [], counts: [] }] = await database.query<
          { keys: readonly string[]; counts: readonly { facet: string; value: string; count: number }[] }[]
        >(
          `WITH found AS (
            SELECT r.key FROM ${table} AS r
            WHERE r.visibility = 'PUBLIC' AND cardinality($1::text[]) > 0 AND ${[isAbout, ...where].join(' AND ')}
          )
          SELECT ARRAY(SELECT key::text FROM found) AS keys,
            (SELECT coalesce(json_agg(counted), '[]') FROM (${counted.join(' UNION ALL ')}) AS counted) AS counts`,
          values,
        );
        if (keys.length === 0) return;
        ids.push(...keys.map((key) => `${id}:${type}:${key}`));
        add(ofCity, id, keys.length);
        add(ofCountry, country, keys.length);
        for (const { facet, value, count } of counts) add(divided.get(facet)!, value, count);
      }),
  );
  expect(found.nodes.map((node: { id: string }) => node.id).sort()).toEqual(ids.sort());
  expect(found.totalCount).toBe(ids.length);
  const told = found.facets;
  expect(new Map(told.cities.map(({ city, count }: Told) => [city.id, count]))).toEqual(ofCity);
  expect(new Map(told.countries.map(({ country, count }: Told) => [country, count]))).toEqual(ofCountry);
  const sized = [...ofCity].flatMap(([id, count]) =>
    cities.find((city) => city.id === id)!.population === null ? [] : [count],
  );
  expect(told.populations.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
    sized.reduce((sum, count) => sum + count, 0),
  );
  for (const { population: range, count } of told.populations) {
    const within = cities.filter(
      ({ population: people }) => people !== null && people >= range.min && people < (range.below ?? Infinity),
    );
    expect(count).toBe(within.reduce((sum, { id }) => sum + (ofCity.get(id) ?? 0), 0));
  }
  expect(told.notDivided).toBe(0);
  for (const [name, counts] of divided) {
    // Of strangers who ask about persons.
    const isSmall = (count: number): boolean => kind === 'experts' && count < 3;
    expect([name, toldOf(told[name])]).toEqual([
      name,
      new Map([...counts].map(([value, count]) => [value, isSmall(count) ? null : count])),
    ]);
  }
}

test('each filter leaves what SQL leaves, and each facet counts what SQL counts, in 300 combinations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyQuestion(), { minLength: 10, maxLength: 10 }), async (questions) => {
      await Promise.all(questions.map(check));
    }),
    { numRuns: 30, endOnFailure: true },
  );
}, 120_000);
