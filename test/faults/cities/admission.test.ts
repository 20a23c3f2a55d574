import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import tls from 'node:tls';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import type { Answer } from '../../network/startNetwork';
import { httpResponse } from '../httpResponse';
import type { FaultyCity, Misconduct } from '../startFaultyCity';
import { startFaultyCity } from '../startFaultyCity';
import type { FaultNetwork, ListedCity } from '../startFaultNetwork';
import { startFaultNetwork, unitOf } from '../startFaultNetwork';
import type { Certificate } from '../tls/createCertificate';
import { createCertificate, createIssuer } from '../tls/createCertificate';
import { admissionFaults } from './admissionFaults';
import type { Lie } from './Fault';
import { summaryLies } from './summaryLies';
import { queryHub } from '../../network/queryHub';

const ADDRESS = '127.0.0.1';
/** Of a city whose visit ran out of time. */
const TIMED_OUT = 'It did not answer in time.';
/** Where nobody is. */
const nowhere = [
  { id: 'FLT-200', does: 'refuses connections', url: `http://${ADDRESS}:1/graphql`, cause: 'ECONNREFUSED' },
  // No name server is asked for a label of more than 63 letters, for there can be none (RFC 1035, section 2.3.4).
  {
    id: 'FLT-219',
    does: 'has a name that does not resolve',
    url: `http://${'x'.repeat(64)}.example/graphql`,
    cause: 'ENOTFOUND',
  },
];

const authority = createIssuer('Authority of this test');
const trusted = createCertificate({ address: ADDRESS, issuer: authority });
const untrusted: readonly {
  readonly id: string;
  readonly does: string;
  readonly certificate: Certificate;
  readonly cause: string;
}[] = [
  {
    id: 'FLT-220',
    does: 'vouches for itself',
    certificate: createCertificate({ address: ADDRESS }),
    cause: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
  {
    id: 'FLT-221',
    does: 'let its certificate expire',
    certificate: createCertificate({ address: ADDRESS, validFrom: -2, validUntil: -1, issuer: authority }),
    cause: 'CERT_HAS_EXPIRED',
  },
  {
    id: 'FLT-222',
    does: 'has a certificate that is not valid yet',
    certificate: createCertificate({ address: ADDRESS, validFrom: 1, validUntil: 2, issuer: authority }),
    cause: 'CERT_NOT_YET_VALID',
  },
  {
    id: 'FLT-223',
    does: 'has the certificate of another',
    certificate: createCertificate({ address: '127.0.0.2', issuer: authority }),
    cause: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
];

let network: FaultNetwork;
const cities = new Map<string, FaultyCity>();
const start = async (id: string, certificate?: Certificate): Promise<FaultyCity> => {
  const city = await startFaultyCity(id.toLowerCase(), certificate);
  cities.set(id, city);
  return city;
};

beforeAll(async () => {
  trust(authority);
  const listed: ListedCity[] = nowhere.map(({ id, url }) => ({ id: id.toLowerCase(), url, status: 'UNREACHABLE' }));
  for (const { id, misconduct, phase } of admissionFaults) {
    const city = await start(id);
    await city.misbehave(misconduct, 'SDL');
    listed.push({ ...city, status: phase });
  }
  for (const { id, certificate } of untrusted) {
    const city = await start(id, trusted);
    await city.present(certificate);
    listed.push({ ...city, status: 'UNREACHABLE' });
  }
  for (const lie of summaryLies) {
    const city = await start(lie.id);
    await city.misbehave(telling(lie), 'SUMMARY');
    listed.push(city);
  }
  listed.push(await start('FLT-224', trusted));
  for (const id of ['FLT-250', 'FLT-251', 'FLT-252']) listed.push(await start(id));
  network = await startFaultNetwork(listed);
  // A city is admitted before it is asked for its counts. Each visit takes all the time there is: one says nothing.
  const wasCounted = ({ id }: Lie): boolean => cities.get(id)!.requests.some(({ phase }) => phase === 'SUMMARY');
  while (!summaryLies.every(wasCounted)) await network.hub.refresh();
  // They move here once they are well.
  for (const { id } of nowhere) await start(id);
}, 60_000);

afterAll(async () => {
  for (const city of cities.values()) await city.close();
  await network.close();
  jest.restoreAllMocks();
});

/** As if the machine trusted it: Node.js 20 reads whom it trusts when it starts. */
function trust({ cert }: Certificate): void {
  const { createSecureContext } = tls;
  jest.spyOn(tls, 'createSecureContext').mockImplementation((options) => createSecureContext({ ca: cert, ...options }));
}

function telling({ tell }: Pick<Lie, 'tell'>): Misconduct {
  return { answer: ({ socket, truth }) => void socket.write(httpResponse(JSON.stringify(tell(truth)))) };
}

interface Status {
  readonly status: string;
  readonly statusReason: string | null;
}

/** @param reason that is awaited; on a machine with much to do a visit may have run out of time before it was found */
async function statusOf(id: string, reason = ''): Promise<Status> {
  const read = async (): Promise<Status> => {
    const { data } = await network.query('query ($id: ID!) { city(id: $id) { status statusReason } }', { id });
    return data.city;
  };
  let status = await read();
  for (let visits = 0; visits < 5 && status.statusReason === TIMED_OUT && !TIMED_OUT.includes(reason); visits += 1) {
    await network.hub.refresh();
    status = await read();
  }
  return status;
}

async function expectWhole(...ids: readonly string[]): Promise<void> {
  const { errors, found, coverage } = await network.ask(ids);
  expect(errors).toEqual([]);
  expect(new Set(found)).toEqual(new Set(ids.flatMap((id) => [unitOf(id, 1), unitOf(id, 2)])));
  expect(coverage.complete).toBe(true);
}

/** Of which of them the hub has counts. */
async function countedAmong(ids: readonly string[]): Promise<readonly string[]> {
  const { data, errors } = await network.query(
    `query ($cities: [ID!]) {
      landscape(concepts: ["concept:housing-plan"], filter: { cities: $cities }) { nodes { city { id } } }
    }`,
    { cities: ids },
  );
  expect(errors).toBeUndefined();
  return data.landscape.nodes.map(({ city }: { city: { id: string } }) => city.id);
}

/** Why a city could not be examined; on a machine with much to do that may not have been found out in time. */
async function causeOf(id: string): Promise<string | undefined> {
  if (network.causeOf(id) === 'TIMEOUT') await network.hub.refresh();
  return network.causeOf(id);
}

/** How a city's part of an answer is told while the hub holds that of it. */
const COVERAGE = {
  UNREACHABLE: (message: string) => ({ status: 'UNREACHABLE', message }),
  REFUSED: () => ({ status: 'REFUSED', message: 'It refuses the calls of the hub.' }),
  QUARANTINED: () => ({ status: 'INVALID', message: 'It does not keep the contract of the network.' }),
};

test.each(admissionFaults)('$id A city that $does when it is examined is $phase', async ({ id, phase, reason }) => {
  const city = cities.get(id)!;
  const { status, statusReason } = await statusOf(city.id, reason);
  expect({ status, statusReason }).toEqual({ status: phase, statusReason: expect.stringContaining(reason) });
  expect(statusReason).not.toMatch(/127\.0\.0\.1|\p{C}/u);
  const { coverageOf, ...outcome } = await network.ask([city.id]);
  expect(coverageOf(city.id)).toEqual({
    city: { id: city.id },
    ...COVERAGE[phase](reason),
    hits: null,
  });
  expect(outcome).toMatchObject({ found: [], lost: 0, errors: [] });
  expect(city.requests.every(({ path }) => path === '/graphql')).toBe(true);
});

test.each(nowhere)('$id A city that $does is UNREACHABLE, and the log says why', async ({ id, cause }) => {
  const reason = 'It could not be reached.';
  expect(await statusOf(id.toLowerCase(), reason)).toEqual({ status: 'UNREACHABLE', statusReason: reason });
  const { coverageOf, ...outcome } = await network.ask([id.toLowerCase()]);
  expect(coverageOf(id.toLowerCase())).toMatchObject({ status: 'UNREACHABLE', hits: null, message: reason });
  expect(outcome).toMatchObject({ found: [], lost: 0, errors: [] });
  expect(await causeOf(id.toLowerCase())).toBe(cause);
});

test.each(untrusted)('$id A city that $does is UNREACHABLE, and is not told anything', async ({ id, cause }) => {
  const city = cities.get(id)!;
  const reason = 'Its certificate is not one that the hub takes.';
  expect(await statusOf(city.id, reason)).toEqual({ status: 'UNREACHABLE', statusReason: reason });
  const { coverageOf } = await network.ask([city.id]);
  expect(coverageOf(city.id)).toMatchObject({ status: 'UNREACHABLE', message: reason });
  expect(city.requests).toEqual([]);
  expect(await causeOf(city.id)).toBe(cause);
});

test('FLT-224 A city whose certificate expires while it serves is UNREACHABLE from then on', async () => {
  const city = cities.get('FLT-224')!;
  await expectWhole(city.id);
  await city.present(untrusted.find(({ id }) => id === 'FLT-221')!.certificate);
  const { coverageOf } = await network.ask([city.id]);
  expect(coverageOf(city.id)).toMatchObject({
    status: 'UNREACHABLE',
    message: 'Its certificate is not one that the hub takes.',
  });
  await city.present(trusted);
  await expectWhole(city.id);
});

test.each(summaryLies)(
  '$id A city that $does is asked all the same, and its counts count for nothing',
  async ({ id }) => {
    const city = cities.get(id)!;
    expect(await statusOf(city.id)).toEqual({ status: 'ADMITTED', statusReason: null });
    expect(city.requests.some(({ phase }) => phase === 'SUMMARY')).toBe(true);
    expect(await countedAmong([city.id])).toEqual([]);
    await expectWhole(city.id);
  },
);

test('FLT-249 Once they behave, all cities are admitted and counted at the next visit, and their results are back', async () => {
  const all = [...cities.values()];
  for (const city of all) await city.behave();
  await network.list(all);
  const ids = all.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += 20) await expectWhole(...ids.slice(at, at + 20));
  expect(new Set(await countedAmong(ids))).toEqual(new Set(ids));
}, 60_000);

test('FLT-250 A city that comes back with a broken schema is kept out, and is back once it is mended', async () => {
  const city = cities.get('FLT-250')!;
  await expectWhole(city.id);
  // It restarts, and the hub notices.
  await city.misbehave({ answer: ({ socket }) => void socket.resetAndDestroy() }, 'SUMMARY');
  await network.hub.refresh();
  const old = admissionFaults.find(({ id }) => id === 'FLT-214')!;
  await city.misbehave(old.misconduct, 'SDL');
  await network.hub.refresh();
  expect(await statusOf(city.id)).toMatchObject({ status: 'QUARANTINED' });
  expect((await network.ask([city.id])).coverageOf(city.id)).toMatchObject({ status: 'INVALID', hits: null });
  await city.behave();
  await network.hub.refresh();
  await expectWhole(city.id);
}, 60_000);

test('FLT-251 A city that counts up to the largest number, and what nobody knows, breaks no sum', async () => {
  const liars = [cities.get('FLT-251')!, cities.get('FLT-252')!];
  const most = { staff: 2 ** 31 - 1, programmes: 2 ** 31 - 1, exchanges: 2 ** 31 - 1, offers: 2 ** 31 - 1 };
  const counts = ['housing-plan', 'nobody-knows', 'constructor'].map((slug) => ({
    concept: `concept:${slug}`,
    ...most,
  }));
  const tell: Lie['tell'] = ({ data }) => ({ data: { summary: { ...data.summary, version: '2', public: counts } } });
  for (const city of liars) await city.misbehave(telling({ tell }), 'SUMMARY');
  await network.hub.refresh();
  const { data, errors } = await network.query(`{
    landscape(concepts: ["concept:housing-plan"], groupBy: COUNTRY) { nodes { concept { id } staff } }
  }`);
  expect(errors).toBeUndefined();
  expect(data.landscape.nodes).toEqual([{ concept: { id: 'concept:housing-plan' }, staff: expect.any(Number) }]);
  // No more than such a city can have is counted of each.
  expect(data.landscape.nodes[0].staff).toBeLessThan(liars.length * 100_000 + 1_000);
  await expectWhole(...liars.map(({ id }) => id));
}, 60_000);

test('FLT-253 Whatever cities showed, nothing in the hub failed, and no letter of theirs that does something is in its log', () => {
  network.expectCleanLog();
});

test('FLT-254 A hub whose cities are all down starts, is ready, and says that nobody answered', async () => {
  const networkFile = join(dirname(network.networkFile), 'all-down.yaml');
  const entries = nowhere.map(({ id, url }) => ({ id: id.toLowerCase(), name: id, country: 'NL', url }));
  writeFileSync(networkFile, stringify({ name: 'Test network', cities: entries }));
  const hub = await createHub(
    parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
    pino({ level: 'silent' }),
  );
  try {
    await hub.ready;
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    const query = `{
      experts(text: "housing action plans") { nodes { id } coverage { asked answered complete } }
      cities { nodes { connected status staff { totalCount } } }
    }`;
    const { data } = (await queryHub(hub.url, query)) as Answer;
    expect(data.experts).toEqual({ nodes: [], coverage: { asked: 2, answered: 0, complete: false } });
    expect(data.cities.nodes).toEqual(nowhere.map(() => ({ connected: true, status: 'UNREACHABLE', staff: null })));
  } finally {
    await hub.close();
  }
});
