import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, headers as createHeaders, nkeyAuthenticator } from '@nats-io/transport-node';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { readPublicKey, writeRelayKey } from '../../gateway/operator/relayKey';
import { writeRelayUsers } from '../../gateway/operator/writeRelayUsers';
import { callSubject, cancelSubject, KEYS_HEADER, STATUS_HEADER } from '../../subgraphs/contract/relay';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { startNats } from '../nats/startNats';
import type { TestNats } from '../nats/startNats';
import { housingVocabulary } from '../network/housingVocabulary';
import { inventedCity } from '../network/inventedCity';
import { startNetwork } from '../network/startNetwork';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { until } from '../until';

const natsServer = findProgram('NATS_SERVER', 'nats-server');
const advice = 'nats-server: install it, or name one in NATS_SERVER';

const SIDES = ['hub', 'ashford', 'birkdale', 'relay'] as const;
const EXPERTS = '{ experts(concepts: ["concept:housing"]) { totalCount coverage { cities { city { id } status } } } }';

/** Two cities that dial out, with keys as the operator's commands make them, and whoever runs the relay. */
describeWith(natsServer, advice, 'a relay and the cities that dial out to it', (executable) => {
  let folder: string;
  let nats: TestNats;
  let network: TestNetwork;
  const publicKeys = new Map<string, string>();
  const opened: NatsConnection[] = [];
  const keyOf = (side: string): string => join(folder, `${side}.nk`);

  /** As `hub relay users` writes it for these cities; the relay's own operator may do anything. */
  function usersOf(...cities: readonly string[]): string {
    const entries = cities.map(
      (id) => `  - { id: ${id}, name: X, country: GB, connect: nats, nkeys: [${publicKeys.get(id)}] }\n`,
    );
    const users = writeRelayUsers(parseNetwork(`name: Test\ncities:\n${entries.join('')}`, 'network.yaml'), [
      publicKeys.get('hub')!,
    ]);
    return users.replace('users: [\n', `users: [\n    { nkey: "${publicKeys.get('relay')}" }\n`);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hanse-relay-'));
    for (const side of SIDES) {
      publicKeys.set(side, await writeRelayKey(keyOf(side)));
      expect(await readPublicKey(keyOf(side))).toBe(publicKeys.get(side));
    }
    nats = await startNats(executable, usersOf('ashford', 'birkdale'), await findFreePort());
    network = await startNetwork({
      vocabulary: housingVocabulary,
      network: {
        cities: ['ashford', 'birkdale'].map((id) => ({ id, name: id, country: 'GB', connect: 'nats' as const })),
      },
      content: { ashford: inventedCity('ashford', 1), birkdale: inventedCity('birkdale', 2) },
      relay: (side) => ({ servers: [nats.url], credentialsFile: keyOf(side) }),
    });
  }, 60_000);
  afterAll(async () => {
    await network.close();
    await nats.kill();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((connection) => connection.close()));
  });

  /** With the key of one side, and whatever a program of its own would do with it. */
  async function connectAs(side: string): Promise<NatsConnection> {
    const connection = await connect({
      servers: nats.url,
      reconnect: false,
      authenticator: nkeyAuthenticator(Buffer.from(readFileSync(keyOf(side)).toString().trim())),
    });
    opened.push(connection);
    return connection;
  }

  async function statuses(): Promise<Readonly<Record<string, string>>> {
    const { data } = await network.query(EXPERTS);
    const cities = data.experts.coverage.cities as { city: { id: string }; status: string }[];
    return Object.fromEntries(cities.map(({ city, status }) => [city.id, status]));
  }

  /** What went wrong with a subscription; undefined when it is let listen. */
  async function whyNotListen(
    connection: NatsConnection,
    subject: string,
    queue?: string,
  ): Promise<string | undefined> {
    const subscription = connection.subscribe(subject, {
      ...(queue !== undefined && { queue }),
      callback: () => undefined,
    });
    await connection.flush();
    return await Promise.race([
      subscription.closed.then((error) => String(error)),
      connection.flush().then(() => undefined),
    ]);
  }

  test('HUB-306 a city hears its own calls, and no others and no answers', async () => {
    const ashford = await connectAs('ashford');
    for (const subject of [
      ...[callSubject('birkdale'), cancelSubject('birkdale'), callSubject('*'), 'hanse.>', '>'],
      ...['_INBOX.>', '_INBOX.hub.>', '$SYS.>'],
    ]) {
      expect([subject, await whyNotListen(ashford, subject)]).toEqual([subject, expect.stringMatching(/permissions/i)]);
      expect([subject, await whyNotListen(ashford, subject, 'servers')]).toEqual([
        subject,
        expect.stringMatching(/permissions/i),
      ]);
    }
    expect(await whyNotListen(ashford, callSubject('ashford'), 'servers')).toBeUndefined();
    expect(await whyNotListen(ashford, cancelSubject('ashford'))).toBeUndefined();
  });

  test('HUB-307 a city publishes nothing: no call, no end of one, no answer to what it was not asked', async () => {
    const relay = await connectAs('relay');
    const heard: string[] = [];
    relay.subscribe('>', { callback: (_, { subject }) => void heard.push(subject) });
    await relay.flush();
    const ashford = await connectAs('ashford');
    const tried = [
      ...[callSubject('birkdale'), cancelSubject('birkdale'), callSubject('ashford'), cancelSubject('ashford')],
      ...['_INBOX.hub.1.1', '_INBOX.hub.x', '_INBOX.ashford', 'hanse.keys', '$SYS.REQ.SERVER.PING'],
    ];
    for (const subject of tried) ashford.publish(subject, '{}');
    await ashford.flush();
    await relay.flush();
    expect(heard.filter((subject) => tried.includes(subject))).toEqual([]);
  });

  test('HUB-308 a city answers the calls that it was given, and none that another was given', async () => {
    const relay = await connectAs('relay');
    // As large a part of the truth as could ever leak: where the hub hears the answer of the other city.
    const replyOfBirkdale = new Promise<string>((resolve) => {
      relay.subscribe(callSubject('birkdale'), {
        callback: (_, { reply = '' }) => {
          resolve(reply);
        },
      });
    });
    const ashford = await connectAs('ashford');
    const given = new Promise<Msg>((resolve) => {
      ashford.subscribe(callSubject('ashford'), {
        queue: 'servers',
        callback: (_, message) => {
          resolve(message);
        },
      });
    });
    await Promise.all([relay.flush(), ashford.flush()]);
    const heard: string[] = [];
    let forged: string | undefined;
    const listening = relay.subscribe('_INBOX.hub.>', {
      callback: (_, { subject, data }) => {
        if (Buffer.from(data).toString() === 'forged') forged = subject;
        else heard.push(subject);
      },
    });
    // The queue group shares calls: until the program of the attacker is given one, too.
    let message: Msg | undefined;
    void given.then((known) => (message = known));
    let refreshed = Promise.resolve();
    while (message === undefined) {
      refreshed = network.hub.refresh();
      await Promise.race([given, refreshed]);
    }
    const other = await replyOfBirkdale;
    ashford.publish(other, 'forged');
    await ashford.flush();
    await relay.flush();
    expect(forged).toBeUndefined();
    message.respond('forged');
    await ashford.flush();
    await relay.flush();
    expect(forged).toBe(message.reply);
    listening.unsubscribe();
    await refreshed;
  });

  test('HUB-309 nobody is let in without a key of the network', async () => {
    writeFileSync(keyOf('stranger'), '');
    rmSync(keyOf('stranger'));
    await writeRelayKey(keyOf('stranger'));
    await expect(connectAs('stranger')).rejects.toThrow(/authoriz/i);
    await expect(connect({ servers: nats.url, reconnect: false })).rejects.toThrow(/authoriz/i);
  });

  test('HUB-310 whoever runs the relay can neither repeat nor change nor make a call', async () => {
    const relay = await connectAs('relay');
    const calls: Msg[] = [];
    relay.subscribe(callSubject('birkdale'), { callback: (_, message) => void calls.push(message) });
    await relay.flush();
    expect(await statuses()).toEqual({ ashford: 'ANSWERED', birkdale: 'ANSWERED' });
    await relay.flush();
    const call = calls[0]!;

    async function statusOf(
      body: Uint8Array | string,
      changed: Readonly<Record<string, string>> = {},
    ): Promise<string> {
      const headers = createHeaders();
      for (const name of call.headers!.keys()) headers.set(name, changed[name] ?? call.headers!.get(name));
      const answer = await relay.request(callSubject('birkdale'), body, { timeout: 5_000, headers });
      return answer.headers!.get(STATUS_HEADER);
    }
    const other = JSON.stringify({ query: '{ staffHits { total } }' });
    expect(await statusOf(call.data)).toBe('401');
    expect(await statusOf(other)).toBe('401');
    expect(await statusOf(other, { authorization: 'Bearer x' })).toBe('401');
    const [, token = ''] = call.headers!.get('authorization').split(' ');
    expect(await statusOf(other, { authorization: `Bearer ${token.slice(0, -4)}AAAA` })).toBe('401');
    expect(await statusOf(other, { [KEYS_HEADER]: 'e30.e30.e30' })).toBe('401');
    // And what is sent to one city is of no use at the other.
    const headers = createHeaders();
    for (const name of call.headers!.keys()) headers.set(name, call.headers!.get(name));
    const elsewhere = await relay.request(callSubject('ashford'), call.data, { timeout: 5_000, headers });
    expect(elsewhere.headers!.get(STATUS_HEADER)).toBe('401');
  });

  test('HUB-311 a key that is taken away ends at once, another in its place holds, and nobody else notices', async () => {
    const ofBefore = readFileSync(keyOf('ashford'));
    const birkdale = await connectAs('birkdale');
    await nats.reload(usersOf('birkdale'));
    expect(await statuses()).toEqual({ ashford: 'UNREACHABLE', birkdale: 'ANSWERED' });
    await expect(connectAs('ashford')).rejects.toThrow(/authoriz/i);
    expect(birkdale.isClosed()).toBe(false);

    // The city is given another file while it runs.
    rmSync(keyOf('ashford'));
    publicKeys.set('ashford', await writeRelayKey(keyOf('ashford')));
    await nats.reload(usersOf('ashford', 'birkdale'));
    await until('ashford answers', async () => (await statuses())['ashford'] === 'ANSWERED');
    writeFileSync(keyOf('former'), ofBefore);
    await expect(connectAs('former')).rejects.toThrow(/authoriz/i);
    expect(birkdale.isClosed()).toBe(false);
  });
});
