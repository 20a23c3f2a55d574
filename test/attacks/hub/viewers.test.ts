import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { Client } from 'pg';
import { pino } from 'pino';
import { createViewerCommand } from '../../../gateway/operator/createViewerCommand';
import { pseudonymAt, pseudonymOf } from '../../../gateway/front/sign-in/pseudonyms';
import { housingVocabulary } from '../../network/housingVocabulary';
import { lines } from '../../network/inventedCity';
import { startNetwork } from '../../network/startNetwork';
import type { TestNetwork } from '../../network/startNetwork';
import { sendRaw } from './sendRaw';
import { bearer, productionLimits } from './startAttackedHub';
import { ORGANISATION, startProvider } from './startProvider';
import type { Provider } from './startProvider';

// Attacks on what is told of who asks: by caches on the way, in the logs of cities, and from one city to another.

const ORIGIN = 'https://dashboard.example.org';
const SUBGRAPHS_TOKEN = 'only-for-this-test-0123456789-abcdef';
const CITIES = ['ashford', 'birkdale'];
const EXPERTS = '{ experts(concepts: ["concept:housing-plan"]) { nodes { name } coverage { complete } } }';

let folder: string;
let provider: Provider;
let network: TestNetwork;
let member: string;
const log: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanse-viewers-'));
  provider = await startProvider();
  member = await provider.sign({ exp: Math.floor(Date.now() / 1_000) + 600 });
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: CITIES.map((id) => ({ id, name: id, country: 'GB', ...(id === 'birkdale' && { bind: 'body' }) })),
    },
    requireBinding: ['birkdale'],
    content: Object.fromEntries(CITIES.map((id) => [id, contentOf(id)])),
    config: {
      signIn: provider.signIn,
      limits: productionLimits({ HANSE_CORS_ORIGINS: ORIGIN }),
      subgraphsToken: SUBGRAPHS_TOKEN,
      audit: { folder: join(folder, 'audit'), keptDays: 30 },
    },
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  });
}, 60_000);
afterAll(async () => {
  await network.close();
  await provider.close();
  rmSync(folder, { recursive: true });
});

/** Two persons, one of them for members alone, who both worked on a plan. */
function contentOf(id: string): Record<string, string> {
  return {
    'city.yaml': `id: ${id}\nname: ${id}\nlanguage: en\n`,
    'topics.csv': lines('key,label_en,exact_match', 'plans,Our plans,concept:housing-plan'),
    'staff.csv': lines(
      'key,kind,name,visibility',
      `ada,PERSON,Ada of ${id},PUBLIC`,
      `bo,PERSON,Bo of ${id},NETWORK`,
      `office,UNIT,Office of ${id},PUBLIC`,
    ),
    'programmes.csv': lines('key,title,topics,staff,visibility', 'plan,The plan,plans,ada|bo,PUBLIC'),
    'experiences.csv': lines('key,staff,topic,role,since', '1,ada,plans,LED,2020', '2,bo,plans,WORKED,2021'),
    'exchanges.csv': lines('key,kind,title,host,topics,visibility', `visit,STUDY_VISIT,A visit,${id},plans,PUBLIC`),
    'needs.csv': lines('key,title,topics,visibility', 'room,More room,plans,PUBLIC'),
  };
}

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function send(path: string, request: RequestInit = {}): Promise<Told> {
  const response = await fetch(network.hub.url + path, request);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const post = (query: string, headers: Record<string, string> = {}): Promise<Told> =>
  send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

async function disclosed(cityId: string): Promise<Record<string, string>[]> {
  const client = new Client({ connectionString: network.city(cityId).databaseUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, string>>('SELECT * FROM disclosure ORDER BY at, staff_key');
  await client.end();
  return rows;
}

/** What the hub wrote into its audit trail about a request. */
async function auditOf(requestId: string): Promise<Record<string, unknown>[]> {
  // Lines are written one after the other: once one of a later request is there, all of this one are.
  const { headers } = await post(EXPERTS);
  const later = headers.get('x-request-id') ?? '';
  for (;;) {
    const files = readdirSync(join(folder, 'audit')).sort();
    const text = files.map((name) => readFileSync(join(folder, 'audit', name), 'utf8')).join('');
    if (text.includes(later)) {
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line['requestId'] === requestId);
    }
    await new Promise(setImmediate);
  }
}

describe('a cache between hub and clients', () => {
  const url = (path: string): string => `${path}?text=housing`;
  const graphql = `/graphql?query=${encodeURIComponent(EXPERTS)}`;
  const json = { accept: 'application/json' };
  const paths: [name: string, path: string, request: RequestInit][] = [
    ['an answer', graphql, { headers: json }],
    [
      'an answer to POST',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' },
    ],
    ['a query that is refused', `/graphql?query=${encodeURIComponent('{ nothing }')}`, { headers: json }],
    ['a body that is none', '/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
    [
      'a body that is too large',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: ' '.repeat(300_000) },
    ],
    ['a type that is not taken', '/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{' }],
    ['an answer that cannot be had in this form', graphql, { headers: { accept: 'image/png' } }],
    ['another method', '/graphql', { method: 'PUT' }],
    ['HEAD', '/graphql', { method: 'HEAD' }],
    [
      'a preflight',
      '/graphql',
      { method: 'OPTIONS', headers: { origin: ORIGIN, 'access-control-request-method': 'POST' } },
    ],
    ['a page of another origin', graphql, { headers: { ...json, origin: ORIGIN } }],
    ['the search page', url('/'), {}],
    ['the search page of another origin', url('/'), { headers: { origin: ORIGIN, 'accept-language': 'nl' } }],
    ['HEAD of the search page', url('/'), { method: 'HEAD' }],
    ['a question that cannot be', '/?kind=mayors', {}],
    ['the table', url('/export.csv'), {}],
    ['HEAD of the table', url('/export.csv'), { method: 'HEAD' }],
    ['a table that is refused', '/export.csv', {}],
    ['the explorer', '/explorer', {}],
    ['nothing', '/nothing', {}],
    [
      'a subgraph',
      '/subgraphs/search',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' },
    ],
  ];

  test.each(paths)(
    'HUB-280 is told that %s depends on who asks, and keeps none of a member',
    async (_name, path, request) => {
      const headers = (request.headers ?? {}) as Record<string, string>;
      const stranger = await send(path, request);
      const varies = (told: Told): string[] => (told.headers.get('vary') ?? '').toLowerCase().split(/,\s*/);
      expect(varies(stranger)).toContain('authorization');
      expect(stranger.headers.get('cache-control')).toMatch(/no-store|no-cache/);
      if (headers['origin'] !== undefined) expect(varies(stranger)).toContain('origin');

      for (const token of [member, 'expired', SUBGRAPHS_TOKEN]) {
        const told = await send(path, { ...request, headers: { ...headers, ...bearer(token) } });
        expect(told.headers.get('cache-control')).toBe('private, no-store');
        expect(varies(told)).toContain('authorization');
      }
    },
  );

  test('HUB-280 is told so of a file that has not changed, and may keep it of strangers for good', async () => {
    const [href = ''] = /\/hanse\.css\?[\w-]+/.exec((await send('/')).text) ?? [];
    const stranger = await send(href);
    expect(stranger.headers.get('cache-control')).toContain('immutable');
    const same = { 'if-none-match': stranger.headers.get('etag') ?? '' };
    const told = await send(href, { headers: { ...same, ...bearer(member) } });
    expect([told.status, told.headers.get('cache-control')]).toEqual([304, 'private, no-store']);
    expect(told.headers.get('vary')).toBe('Origin, Authorization');
  });

  test('HUB-280 is told so of what is no HTTP at all', async () => {
    const { text } = await sendRaw(Number(new URL(network.hub.url).port), 'GET / HTTP/9.9\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toMatch(/\r\ncache-control: private, no-store\r\nvary: Authorization\r\n/i);
  });

  test('HUB-280 is told the same by a city', async () => {
    const { headers } = await fetch(network.city('ashford').server.url, { method: 'POST' });
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual(['private, no-store', 'Authorization']);
  });
});

describe('a member', () => {
  const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

  test('HUB-281 names the trace of another request, and every log has an id that the hub made', async () => {
    const { headers, text } = await post(EXPERTS, {
      ...bearer(member),
      traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
      'x-request-id': TRACE,
    });
    const requestId = headers.get('x-request-id') ?? '';
    expect(JSON.parse(text)).toMatchObject({ data: { experts: { coverage: { complete: true } } } });
    expect(requestId).toMatch(/^[\da-f]{32}$/);
    expect(requestId).not.toBe(TRACE);
    for (const id of CITIES) {
      const rows = (await disclosed(id)).filter(({ request_id }) => request_id === requestId);
      expect(new Set(rows.flatMap(({ staff_key }) => staff_key ?? []))).toEqual(new Set(['ada', 'bo']));
      expect(await disclosed(id)).not.toContainEqual(expect.objectContaining({ request_id: TRACE }));
      for (const call of network.city(id).wire.requests) expect(JSON.stringify(call.headers)).not.toContain(TRACE);
    }
    expect(await auditOf(requestId)).toEqual([expect.objectContaining({ search: 'experts', found: 4 })]);
    expect(log.join()).toContain(requestId);
    expect(log.join()).not.toContain(TRACE);
  });

  test.each<[name: string, query: string, read: Record<string, number>, answered: string[]]>([
    [
      'lists of cities',
      '{ a: city(id: "ashford") { people: staff(first: 2) { nodes { name } edges { node { id } } } topics { totalCount } } b: city(id: "birkdale") { staff { nodes { name programmes { title } } } } }',
      { 'City.staff': 5, 'City.topics': 0, 'Staff.programmes': 2 },
      ['ashford', 'birkdale'],
    ],
    ['a record by its id', '{ node(id: "ashford:staff:bo") { id } }', { Staff: 1 }, ['ashford']],
    [
      'records by their ids, and what they lead to',
      '{ nodes(ids: ["ashford:staff:bo", "ashford:staff:nobody", "birkdale:topic:plans", "birkdale:programme:plan"]) { ... on Staff { name } ... on Topic { staff { edges { node { name } } } } ... on Programme { crew: staff { name } } } }',
      { Staff: 1, Topic: 1, Programme: 1, 'Topic.staff': 2, 'Programme.staff': 2 },
      ['ashford', 'birkdale'],
    ],
    ['needs of a city', '{ matches(city: "ashford") { totalCount } }', { 'City.needs': 1 }, ['ashford']],
  ])('HUB-282 reads %s, and the audit says who, what, where and how much', async (_name, query, read, answered) => {
    const stranger = await post(query);
    const { headers, text } = await post(query, bearer(member));
    expect(JSON.parse(text)).not.toHaveProperty('errors');
    const lines = await auditOf(headers.get('x-request-id') ?? '');
    expect(lines).toEqual([
      {
        time: expect.any(String),
        read,
        viewer: { organisation: ORGANISATION, city: null, roles: [], subject: expect.any(String) },
        requestId: headers.get('x-request-id'),
        answered: expect.arrayContaining(answered),
        failed: [],
      },
    ]);
    expect(lines[0]?.['answered']).toHaveLength(answered.length);
    expect(JSON.stringify(lines)).not.toMatch(/:staff:|:topic:|:programme:|Ada|Bo of/);
    // What everybody may read is nobody's disclosure.
    expect(await auditOf(stranger.headers.get('x-request-id') ?? '')).toEqual([]);
  });

  test('HUB-282 reads of a city that fails, and the audit says that it was asked', async () => {
    network.city('ashford').wire.treat = () => 'RESET';
    const query = '{ city(id: "ashford") { staff { nodes { name } } } node(id: "ashford:staff:bo") { id } }';
    const { headers } = await post(query, bearer(member));
    network.city('ashford').wire.treat = () => 'FORWARD';
    expect(await auditOf(headers.get('x-request-id') ?? '')).toEqual([
      expect.objectContaining({ read: { 'City.staff': 0, Staff: 0 }, answered: [], failed: ['ashford'] }),
    ]);
  });

  test('HUB-282 searches, and what the search found is told once', async () => {
    const { headers } = await post(EXPERTS, bearer(member));
    expect(await auditOf(headers.get('x-request-id') ?? '')).toEqual([expect.objectContaining({ search: 'experts' })]);
  });
});

describe('cities', () => {
  /** What a city was told of the viewer while a member asked. */
  async function subjectsAt(cityId: string, run: () => Promise<unknown>): Promise<Set<string>> {
    const { requests } = network.city(cityId).wire;
    const before = requests.length;
    await run();
    const claims = requests.slice(before).map(({ headers }) => decodeJwt(headers.authorization?.split(' ')[1] ?? ''));
    return new Set(claims.map(({ viewer }) => (viewer as { readonly subject: string }).subject));
  }

  test('HUB-283 compare their logs, and find no pseudonym that two of them have', async () => {
    const ask = () => post(EXPERTS, bearer(member));
    const [[ashford, ...more], [birkdale]] = (await Promise.all(
      CITIES.map(async (id) => [...(await subjectsAt(id, ask))]),
    )) as [string[], string[]];
    expect([ashford, birkdale]).toEqual([expect.any(String), expect.any(String)]);
    expect(ashford).not.toBe(birkdale);
    expect(more).toEqual([]);
    // The same person at the same city, on another day, is the same; another person is another.
    expect(await subjectsAt('ashford', ask)).toEqual(new Set([ashford]));
    const other = await provider.sign({ sub: 'p-8' });
    expect(await subjectsAt('ashford', () => post(EXPERTS, bearer(other)))).not.toEqual(new Set([ashford]));

    const seen = await Promise.all(
      CITIES.map(async (id) => new Set((await disclosed(id)).map(({ subject }) => subject))),
    );
    expect([...seen[0]!].filter((subject) => seen[1]!.has(subject))).toEqual([]);
    const { headers } = await ask();
    const [line] = await auditOf(headers.get('x-request-id') ?? '');
    const { subject } = line?.['viewer'] as { readonly subject: string };
    for (const subjects of seen) expect(subjects).not.toContain(subject);
    const { secret, issuer } = { secret: provider.signIn.pseudonymSecret, issuer: provider.url };
    // Another hub of the network makes the same, with the same secret.
    expect(pseudonymAt('ashford', pseudonymOf(issuer, 'p-7', secret), secret)).toBe(ashford);
  });

  test('HUB-284 ask who it was, and the operator finds the person by the pseudonym of that city alone', async () => {
    const [ashford = ''] = await subjectsAt('ashford', () => post(EXPERTS, bearer(member)));
    const said: string[] = [];
    const run = async (...args: string[]): Promise<readonly string[]> => {
      said.length = 0;
      const settings = {
        HANSE_OIDC_ISSUER: provider.url,
        HANSE_PSEUDONYM_SECRET: provider.signIn.pseudonymSecret,
        HANSE_AUDIT_FOLDER: join(folder, 'audit'),
      };
      await createViewerCommand(
        (line) => said.push(line),
        () => settings,
      ).parseAsync(args, { from: 'user' });
      return said;
    };
    await auditOf('');
    const [found = '', ...requests] = await run('find', 'ashford', ashford);
    expect(found).toContain(ORGANISATION);
    expect(requests.length).toBeGreaterThan(0);
    const hubs = found.split(' ').at(-1) ?? '';
    expect(await run('name', 'p-7', 'ashford')).toEqual([`hub ${hubs}`, `ashford ${ashford}`]);
    // Entries of before version 0.2.
    expect((await run('find', 'birkdale', hubs))[0]).toBe(found);
    await expect(run('find', 'birkdale', ashford)).rejects.toThrow(/Nobody in the audit trail/);
    // What a full disk leaves is told, and hides nothing else.
    const torn = join(folder, 'audit', 'audit-2026-01-01.jsonl');
    writeFileSync(torn, '{"time":"2026-01-0\n');
    expect((await run('find', 'ashford', ashford)).slice(0, 2)).toEqual([expect.stringMatching(/left out: 1$/), found]);
    rmSync(torn);
  });

  const KINDS = ['experts', 'programmes', 'exchanges'];

  test.each(KINDS)('HUB-285 are asked for %s by a text that names concepts, and see no word of it', async (kind) => {
    const words = 'Our secret-project wants a housing plan in Xanten';
    const { requests } = network.city('ashford').wire;
    const before = requests.length;
    for (const headers of [{}, bearer(member)]) {
      const { text } = await post(
        `{ ${kind}(text: "${words}") { totalCount expansion { id } edges { why { match } } } }`,
        headers,
      );
      expect(JSON.parse(text)).toMatchObject({
        data: { [kind]: { expansion: expect.arrayContaining([{ id: 'concept:housing-plan' }]) } },
      });
    }
    const sent = JSON.stringify(
      requests.slice(before).map(({ query, variables, headers }) => [query, variables, headers]),
    );
    expect(requests.length).toBeGreaterThan(before);
    expect(sent).not.toMatch(/secret-project|Xanten|wants/i);
    for (const { variables } of requests.slice(before)) expect(variables).not.toHaveProperty('text');
  });

  test.each(['en', 'de', 'nl'])(
    'HUB-286 are sent what names no concept as it was written, and the page says so in %s',
    async (lang) => {
      const { requests } = network.city('ashford').wire;
      const before = requests.length;
      await send(`/?text=Xanten&lang=${lang}`);
      // All that a page asks of a city goes there at once, so that its variables have names of their own.
      expect(requests.slice(before).flatMap(({ variables }) => Object.values(variables))).toContain('Xanten');
      const words = {
        en: 'Words that name no subject the network knows are sent to the cities as you wrote them.',
        de: 'Wörter, die kein Thema des Netzwerks benennen, gehen so, wie Sie sie schreiben, an die Städte.',
        nl: 'Woorden die geen onderwerp van het netwerk noemen, gaan zoals u ze schrijft naar de steden.',
      }[lang];
      expect((await send(`/?lang=${lang}`)).text).toContain(words);
    },
  );
});

describe('somebody who takes the calls to a city on their way', () => {
  interface Taken {
    readonly authorization: string;
    readonly body: string;
  }

  /** The first call of a kind that went to a city, which it had not when `lost`. */
  async function takeCall(cityId: string, { lost }: { readonly lost: boolean }): Promise<Taken> {
    const { wire } = network.city(cityId);
    let taken: Taken | undefined;
    wire.treat = ({ query, body, headers }) => {
      if (!query.includes('staffHits') || taken !== undefined) return 'FORWARD';
      taken = { authorization: headers.authorization ?? '', body };
      return lost ? { data: null } : 'FORWARD';
    };
    await post(EXPERTS, bearer(member));
    wire.treat = () => 'FORWARD';
    if (taken === undefined) throw new Error(`${cityId} was not asked.`);
    return taken;
  }

  async function bring(cityId: string, authorization: string, body: string | null, type = 'application/json') {
    const response = await fetch(network.city(cityId).server.url, {
      method: 'POST',
      headers: { 'content-type': type, authorization },
      body,
    });
    return { status: response.status, text: await response.text() };
  }

  const OTHER = JSON.stringify({
    query:
      '{ _entities(representations: [{ __typename: "City", id: "birkdale" }]) { ... on City { staff { nodes { name } } } } }',
  });

  test('HUB-289 brings one again that is bound to its body, and is refused', async () => {
    const { authorization, body } = await takeCall('birkdale', { lost: false });
    const { status, text } = await bring('birkdale', authorization, body);
    expect([status, text]).toEqual([401, expect.stringContaining('The token was used before.')]);
  });

  test('HUB-290 brings another body in its place, none, or one of another kind, and uses nothing up', async () => {
    const { authorization, body } = await takeCall('birkdale', { lost: true });
    for (const [other, type] of [[OTHER], [`${body} `], [null], [body.slice(1)], [OTHER, 'text/plain']] as const) {
      const { status, text } = await bring('birkdale', authorization, other, type);
      expect([status, text]).toEqual([expect.any(Number), expect.not.stringContaining('Ada')]);
      expect([400, 401, 415]).toContain(status);
    }
    expect((await bring('birkdale', authorization, OTHER)).text).toContain(
      'The body is not the one that the token was signed for.',
    );
    // Once, whoever comes at the same time.
    const together = await Promise.all([1, 2, 3, 4].map(() => bring('birkdale', authorization, body)));
    expect(together.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  test('HUB-291 has the hub try again, and each attempt is signed anew', async () => {
    await post(EXPERTS);
    const { wire } = network.city('birkdale');
    const attempts: string[] = [];
    wire.treat = ({ query, headers }) => {
      if (!query.includes('staffHits')) return 'FORWARD';
      attempts.push(headers.authorization?.split(' ')[1] ?? '');
      return attempts.length === 1 ? 'RESET' : 'FORWARD';
    };
    const { text } = await post(EXPERTS);
    wire.treat = () => 'FORWARD';
    expect(JSON.parse(text)).toMatchObject({ data: { experts: { coverage: { complete: true } } } });
    expect(attempts).toHaveLength(2);
    const [first, second] = attempts.map((token) => decodeJwt(token));
    expect(first?.['body']).toBe(second?.['body']);
    expect(first?.jti).not.toBe(second?.jti);
  });

  test('HUB-292 finds that each call to that city has a token of its own, and one serves many elsewhere', async () => {
    const tokensTo = (cityId: string): string[] =>
      network.city(cityId).wire.requests.map(({ headers }) => headers.authorization ?? '');
    await post(EXPERTS, bearer(member));
    await post(EXPERTS, bearer(member));
    const [bound, free] = [tokensTo('birkdale'), tokensTo('ashford')];
    expect(new Set(bound).size).toBe(bound.length);
    expect(new Set(free).size).toBeLessThan(free.length / 2);
    for (const { headers, body } of network.city('birkdale').wire.requests) {
      const { body: hash, viewer } = decodeJwt(headers.authorization?.split(' ')[1] ?? '');
      expect([hash, viewer]).toEqual([createHash('sha256').update(body).digest('base64url'), expect.anything()]);
    }
  });

  test('HUB-293 has the operator forget to bind the calls of a city that wants that, and the city answers none', async () => {
    const text = readFileSync(network.networkFile, 'utf8');
    writeFileSync(network.networkFile, text.replace('    bind: body\n', ''));
    await network.hub.reload();
    await network.hub.refresh();
    await network.hub.refresh();
    const { text: told } = await post('{ city(id: "birkdale") { status statusReason } }');
    writeFileSync(network.networkFile, text);
    await network.hub.reload();
    await network.hub.refresh();
    const { text: after } = await post('{ city(id: "birkdale") { status statusReason } }');
    expect(JSON.parse(told)).toEqual({
      data: { city: { status: 'REFUSED', statusReason: expect.stringContaining('bind: body') } },
    });
    expect(JSON.parse(after)).toEqual({ data: { city: { status: 'ADMITTED', statusReason: null } } });
  });
});
