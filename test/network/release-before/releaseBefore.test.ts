import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { generatePrivateJwk, toSigningKeys } from '../../../subgraphs/serving/tokens/SigningKeys';
import { describeWith, skipAloud } from '../../optional/describeWith';
import { createTestDatabase } from '../../postgres/createTestDatabase';
import { queryHub } from '../queryHub';
import { startNetwork } from '../startNetwork';
import type { Answer, TestNetwork } from '../startNetwork';
import { findReleaseBefore } from './findReleaseBefore';
import type { Release } from './findReleaseBefore';
import { runRelease, serveRelease } from './runRelease';
import type { ServedRelease } from './runRelease';
import { until } from '../../until';

// Velbert runs the release before this one, from its source as it was tagged, and Rosenheim this version. A hub of each version has
// them both in its network.

const ADVICE =
  'folder of packages that it needs beside those of this version: npm ci --prefix test/network/release-before/packages --ignore-scripts';
const OLD = 'velbert';
const NEW = 'rosenheim';
/** On which both have programmes and staff. */
const SUBJECT = 'concept:neighbourhood-based-youth-welfare';
const answered = { status: 'ANSWERED' };

const NAME = 'the release before this one';
const found = findReleaseBefore();
// A clone without history, as some take it for a build, cannot have it, wherever it is.
if (found === 'no history') skipAloud(NAME, 'no history of Git in this clone');
else describeWith(found, ADVICE, NAME, testBeside);

function testBeside(release: Release): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'hanse-release-'));
  const ends: (() => Promise<unknown>)[] = [];
  let network: TestNetwork;
  let oldHub: ServedRelease;

  beforeAll(async () => {
    const jwk = await generatePrivateJwk();
    const signingKeysFile = path.join(folder, 'signing-keys.json');
    const jwks = path.join(folder, 'jwks.json');
    writeFileSync(signingKeysFile, JSON.stringify(jwk));
    writeFileSync(jwks, JSON.stringify((await toSigningKeys([jwk])).published));

    const database = await createTestDatabase();
    ends.push(() => database.drop());
    const settings = { CITY_ID: OLD, DATABASE_URL: database.url, HUB_JWKS: jwks };
    const city = ['subgraphs/city/main.ts'];
    const port = String(await findFreePort());
    const serving = { ...settings, port, health: '/health/ready' };
    const oldCity = await serveRelease(release, [...city, 'serve', '--migrate'], serving);
    ends.push(() => oldCity.close());
    await runRelease(release, [...city, 'import', path.join(release.folder, 'gateway/demo/cities', OLD)], settings);

    const cities = [
      { id: NEW, name: 'Rosenheim', country: 'DE' },
      { id: OLD, name: 'Velbert', country: 'DE', url: `${oldCity.url}/graphql` },
    ];
    network = await startNetwork({
      network: { cities },
      content: { [NEW]: path.join(__dirname, '../../../gateway/demo/cities', NEW) },
      config: { signingKeysFile },
      jwks,
    });
    ends.push(() => network.close());

    const networkFile = path.join(folder, 'network.yaml');
    const listed = cities.map((entry) => (entry.id === NEW ? { ...entry, url: network.city(NEW).wire.url } : entry));
    writeFileSync(networkFile, stringify({ name: 'Of two versions', cities: listed }));
    oldHub = await serveRelease(release, ['gateway/main.ts'], {
      ...{ port: String(await findFreePort()), health: '/health/ready' },
      ...{
        HANSE_NETWORK: networkFile,
        HANSE_SIGNING_KEYS: signingKeysFile,
        HANSE_TIMEOUT_MS: '10000',
        HANSE_REFRESH_SECONDS: '1',
      },
    });
    ends.push(() => oldHub.close());
    // On a busy machine its first visit may have come too late to one.
    await until('all cities are admitted', async () => {
      const { data } = (await queryHub(oldHub.url, '{ cities { nodes { status } } }')) as Answer;
      return data.cities.nodes.every(({ status }: { status: string }) => status === 'ADMITTED');
    });
  }, 120_000);

  afterAll(async () => {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true });
  });

  const hubs: readonly [string, () => string][] = [
    ['this version', () => network.hub.url],
    ['the release before', () => oldHub.url],
  ];

  describe.each(hubs)('in a hub of %s', (_, url) => {
    const ask = async (document: string): Promise<Answer> => (await queryHub(url(), document)) as Answer;

    test('both cities are admitted', async () => {
      const { data } = await ask('{ cities { nodes { id status } } }');
      expect(data.cities.nodes).toEqual([NEW, OLD].map((id) => ({ id, status: 'ADMITTED' })));
    });

    test.each([
      ['programmes', 'title topics { label }'],
      ['experts', 'name experiences { role topic { label } }'],
    ])('both are searched for %s, and their records read', async (kind, fields) => {
      const { data, errors } = await ask(`{
        ${kind}(concepts: ["${SUBJECT}"], first: 100) {
          nodes { id city { id } ${fields} }
          totalCount
          coverage { asked answered complete cities { city { id } status } }
        }
      }`);
      expect(errors).toBeUndefined();
      const { nodes, totalCount, coverage } = data[kind];
      expect(new Set(nodes.map(({ city }: { city: { id: string } }) => city.id))).toEqual(new Set([NEW, OLD]));
      expect(nodes).toHaveLength(totalCount);
      expect(coverage).toEqual({
        ...{ asked: 2, answered: 2, complete: true },
        cities: [NEW, OLD].map((id) => ({ city: { id }, ...answered })),
      });
    });

    test('each record is found by its id, and each list read', async () => {
      const { data, errors } = await ask(`{
        cities { nodes { id programmes(first: 1) { totalCount nodes { id title } } staff(first: 1) { nodes { id name } } } }
      }`);
      expect(errors).toBeUndefined();
      for (const { id, programmes, staff } of data.cities.nodes) {
        const [programme, person] = [programmes.nodes[0], staff.nodes[0]];
        const found = await ask(`{
          nodes(ids: ["${programme.id}", "${person.id}"]) { id ... on Programme { title city { id } } ... on Staff { name city { id } } }
        }`);
        expect(found).toEqual({
          data: {
            nodes: [
              { ...programme, city: { id } },
              { ...person, city: { id } },
            ],
          },
        });
      }
    });

    test('the page shows what both have', async () => {
      const response = await fetch(`${url()}/?text=Sozialraumorientierte+Jugendhilfe`, {
        headers: { 'accept-language': 'de' },
      });
      expect(response.status).toBe(200);
      const page = await response.text();
      for (const name of ['Rosenheim', 'Velbert']) expect(page).toContain(name);
    });
  });

  test('in a hub of this version, what the city of the release before cannot do is named, and never left out in silence', async () => {
    const { data, errors } = await network.query(`{
      newest: programmes(concepts: ["${SUBJECT}"], order: NEWEST) { nodes { id } coverage { complete cities { city { id } status } } }
      changes(since: "${new Date(Date.now() - 60_000).toISOString()}") { coverage { complete cities { city { id } status } } }
      needs(concepts: ["${SUBJECT}"]) { nodes { id } coverage { cities { city { id } status } } }
      offers(text: "${SUBJECT.slice(8)}") { coverage { cities { city { id } status } } }
    }`);
    expect(errors).toBeUndefined();
    const refused = {
      complete: false,
      cities: [
        { city: { id: NEW }, ...answered },
        { city: { id: OLD }, status: 'REFUSED' },
      ],
    };
    expect(data.newest.coverage).toEqual(refused);
    expect(data.newest.nodes.every(({ id }: { id: string }) => id.startsWith(NEW))).toBe(true);
    expect(data.changes.coverage).toEqual(refused);
    expect(data.needs.coverage.cities).toContainEqual({ city: { id: OLD }, ...answered });

    const [{ id }] = (await network.query(`{ city(id: "${OLD}") { programmes(first: 1) { nodes { id } } } }`)).data.city
      .programmes.nodes;
    const deep = await network.query(`{ node(id: "${id}") { ... on Programme { title costs { amount } } } }`);
    expect(deep.errors).toBeUndefined();
    expect(deep.data.node).toEqual({ title: expect.any(String), costs: null });
    expect(deep).toMatchObject({
      extensions: { warnings: [{ code: 'FIELD_LACKING', city: OLD, field: 'Programme.costs' }] },
    });
  });
}
