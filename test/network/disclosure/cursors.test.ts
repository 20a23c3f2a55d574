import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import { readKeys } from '../../../subgraphs/conformance/TokenMint';
import { writeNewKeys } from '../../../gateway/operator/keyFile';
import { parts, startPlainCity } from '../../conformance/plainCity';
import { inventedCity } from '../inventedCity';
import { NO_VISITS_MS, startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';
import { queryHub } from '../queryHub';

// Altstadt is a city in plain JavaScript that writes the keys of its records into its cursors, as a city on contract 1.0
// may; ashford is a reference city.

const [secret, newSecret] = ['1'.repeat(32), '2'.repeat(32)];
const folder = mkdtempSync(join(tmpdir(), 'hanse-cursors-'));
const signingKeysFile = join(folder, 'keys.json');
const jwks = join(folder, 'jwks.json');

/** The pages for which altstadt was asked: the cursor behind which each begins. */
const pages: (string | null)[] = [];
const page: unknown = (list: unknown, cursors: unknown, args: { after?: string | null }) => {
  pages.push(args.after ?? null);
  return parts.page(list, cursors, args) as unknown;
};

let altstadt: Awaited<ReturnType<typeof startPlainCity>>;
let network: TestNetwork;
beforeAll(async () => {
  await writeNewKeys(signingKeysFile);
  const { published } = await readKeys(signingKeysFile);
  writeFileSync(jwks, JSON.stringify(published));
  altstadt = await startPlainCity({ cityId: 'altstadt', jwks: published, issuer: 'hanse-hub' }, { page });
  const cities = [
    { id: 'altstadt', name: 'Altstadt', country: 'DE', url: altstadt.url },
    { id: 'ashford', name: 'Ashford', country: 'GB' },
  ];
  network = await startNetwork({
    network: { cities },
    content: { ashford: inventedCity('ashford', 5) },
    config: { signingKeysFile, cursorKeys: [secret] },
    jwks,
  });
}, 60_000);
beforeEach(() => {
  pages.length = 0;
});
afterAll(async () => {
  await network.close();
  await altstadt.close();
  rmSync(folder, { recursive: true });
});

const decoded = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('latin1');
/** How altstadt itself writes a cursor. */
const ofAltstadt = (place: string): string => Buffer.from(place).toString('base64url');

const cursorsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, field]) =>
        /cursor/i.test(name) && typeof field === 'string' ? [field] : cursorsIn(field),
      );

async function endOf(city: string, list: string, first = 1): Promise<string> {
  const { data } = await network.query(
    `{ city(id: "${city}") { ${list}(first: ${first}) { pageInfo { endCursor } } } }`,
  );
  return data.city[list].pageInfo.endCursor as string;
}

describe('the cursors of a city that tells its keys in them', () => {
  test('DIS-023 tell clients nothing, wherever they stand', async () => {
    const part = 'edges { cursor } pageInfo { startCursor endCursor }';
    const { data, errors } = await network.query(`{
      city(id: "altstadt") {
        staff { ${part} } programmes { ${part} } exchanges { ${part} } needs { ${part} } offers { ${part} }
        topics { ${part} nodes { people: staff { position: pageInfo { endCursor } } programmes { ${part} } } }
      }
      matches(city: "altstadt") { ${part} }
      experts(text: "Anna Ahrens") { nodes { experiences { topic { staff { edges { cursor } } } } } }
    }`);
    expect(errors).toBeUndefined();
    const cursors = cursorsIn(data);
    expect(cursors.length).toBeGreaterThan(60);
    for (const cursor of cursors)
      expect(decoded(cursor)).not.toMatch(/(staff|programmes|exchanges|needs|offers|topics)\//);
  });

  const literal = (after: string | null): string => (after === null ? '' : `, after: ${JSON.stringify(after)}`);
  const STAFF = 'nodes { name } pageInfo { endCursor hasNextPage }';
  test.each<[string, string, (after: string | null) => Promise<Answer>]>([
    [
      'DIS-024',
      'as a text',
      (after) => network.query(`{ city(id: "altstadt") { staff(first: 3${literal(after)}) { ${STAFF} } } }`),
    ],
    [
      'DIS-025',
      'by a variable',
      (after) =>
        network.query(
          `query ($id: ID!, $after: String) { city(id: $id) { staff(first: 3, after: $after) { ${STAFF} } } }`,
          { id: 'altstadt', after },
        ),
    ],
    [
      'DIS-026',
      "by a variable's default, in a fragment",
      (after) =>
        network.query(
          `query ($after: String = ${JSON.stringify(after)}) { city(id: "altstadt") { ...Page } }
           fragment Page on City { staff(first: 3, after: $after) { ${STAFF} } }`,
        ),
    ],
  ])('%s lead on where they are given back %s', async (_id, _way, ask) => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: Answer = await ask(after);
      expect(errors).toBeUndefined();
      const { nodes, pageInfo } = data.city.staff;
      names.push(...nodes.map(({ name }: { name: string }) => name));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    const { data } = await network.query('{ city(id: "altstadt") { staff(first: 100) { nodes { name } } } }');
    expect(names).toHaveLength(8);
    expect(names).toEqual(data.city.staff.nodes.map(({ name }: { name: string }) => name));
    expect(pages.slice(0, 3)).toEqual([null, ofAltstadt('staff//3'), ofAltstadt('staff//6')]);
  });

  test('DIS-027 lead on below other lists, and from one field to another', async () => {
    const below = (args: string): string => `{ city(id: "altstadt") { topics(first: 1) { nodes {
      staff(first: 1${args}) { nodes { name } pageInfo { endCursor } } } } } }`;
    const first = (await network.query(below(''))).data.city.topics.nodes[0].staff;
    const second = await network.query(below(literal(first.pageInfo.endCursor)));
    expect(second.errors).toBeUndefined();
    expect(second.data.city.topics.nodes[0].staff.nodes).not.toEqual(first.nodes);

    const matches = '{ matches(city: "altstadt", first: 1) { pageInfo { endCursor } } }';
    const after = literal((await network.query(matches)).data.matches.pageInfo.endCursor);
    const next = await network.query(`{
      matches(city: "altstadt"${after}) { nodes { need { id } } }
      city(id: "altstadt") { needs(first: 5${after}) { nodes { id } } }
    }`);
    expect(next.errors).toBeUndefined();
    const others = [{ id: 'altstadt:need:2' }, { id: 'altstadt:need:3' }];
    expect(next.data.matches.nodes).toEqual(others.map((need) => ({ need })));
    expect(next.data.city.needs.nodes).toEqual(others);
  });
});

describe('a cursor that no hub gave out', () => {
  test('DIS-028 is refused, names the argument, never reaches the city, and spares the fields beside it', async () => {
    const sealed = await endOf('altstadt', 'staff');
    const swapped = sealed.startsWith('A') ? 'B' : 'A';
    const forged = [
      ofAltstadt('staff//3'),
      `${swapped}${sealed.slice(1)}`,
      sealed.slice(0, -2),
      `${sealed}=`,
      await endOf('ashford', 'staff'),
      'nonsense',
      '',
    ];
    for (const after of forged) {
      pages.length = 0;
      const { data, errors } = await network.query(
        `query ($after: String) { city(id: "altstadt") {
          name page: staff(after: $after) { nodes { name } } programmes(first: 1) { nodes { title } } } }`,
        { after },
      );
      expect(errors).toMatchObject([
        { path: ['city', 'page'], extensions: { code: 'BAD_USER_INPUT', argument: 'after', city: 'altstadt' } },
      ]);
      expect(data.city).toEqual({ name: 'Altstadt', page: null, programmes: { nodes: [expect.anything()] } });
      expect(pages).toEqual([null]);
    }
  });

  test('DIS-029 is refused by matches', async () => {
    for (const after of [ofAltstadt('needs//1'), await endOf('ashford', 'staff')]) {
      const { errors } = await network.query(
        `query ($after: String) {
        matches(city: "altstadt", after: $after) { totalCount } }`,
        { after },
      );
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
    }
    expect(pages).toEqual([]);
  });

  test('DIS-030 is refused by the city whose it is not, where several are asked at once', async () => {
    const { data, errors } = await network.query(
      'query ($after: String) { cities { nodes { id staff(after: $after) { nodes { name } } } } }',
      { after: await endOf('altstadt', 'staff', 7) },
    );
    expect(errors).toMatchObject([
      { path: ['cities', 'nodes', 1, 'staff'], extensions: { code: 'BAD_USER_INPUT', city: 'ashford' } },
    ]);
    expect(data.cities.nodes).toEqual([
      { id: 'altstadt', staff: { nodes: [{ name: 'Fritz Fuchs' }] } },
      { id: 'ashford', staff: null },
    ]);
  });

  test('DIS-031 is refused below a list, with what cannot be without it', async () => {
    const { data, errors } = await network.query(
      `{ city(id: "altstadt") { id topics(first: 1) { nodes { staff(after: "nonsense") { nodes { name } } } } } }`,
    );
    expect(data).toEqual({ city: { id: 'altstadt', topics: null } });
    expect(errors).toMatchObject([{ path: ['city', 'topics'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('DIS-032 is one of another secret: hubs that share theirs take each other’s, also after a new one came', async () => {
    const after = await endOf('altstadt', 'staff', 7);
    const ask = async (cursorKeys: readonly string[]): Promise<Answer> => {
      const hub = await createHub(
        {
          ...parseHubConfig({ HANSE_NETWORK: network.networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
          ...{ signingKeysFile, cursorKeys, refreshIntervalMs: NO_VISITS_MS, timeoutMs: 10_000 },
        },
        pino({ level: 'silent' }),
      );
      try {
        await hub.ready;
        const query = `{ city(id: "altstadt") { staff(after: "${after}") { nodes { name } } } }`;
        return (await queryHub(hub.url, query)) as Answer;
      } finally {
        await hub.close();
      }
    };
    expect((await ask([newSecret, secret])).data.city.staff.nodes).toEqual([{ name: 'Fritz Fuchs' }]);
    expect((await ask([newSecret])).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
