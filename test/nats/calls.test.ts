import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect } from '@nats-io/transport-node';
import type { Msg, MsgHdrs, NatsConnection } from '@nats-io/transport-node';
import { pino } from 'pino';
import { createCityClient } from '../../gateway/cities/createCityClient';
import type { CityClient } from '../../gateway/cities/createCityClient';
import { createRelayTransport } from '../../gateway/cities/transport/createRelayTransport';
import type { RelayTransport } from '../../gateway/cities/transport/createRelayTransport';
import { openRelay } from '../../subgraphs/city/serve/relay/openRelay';
import type { CityRelay } from '../../subgraphs/city/serve/relay/openRelay';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import { callSubject, relayedAddress } from '../../subgraphs/contract/relay';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startNats } from './startNats';
import type { TestNats } from './startNats';
import { until } from '../until';

const natsServer = findProgram('NATS_SERVER', 'nats-server');
const advice = 'nats-server: install it, or name one in NATS_SERVER';

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const OPERATION = { query: '{ summary { version } }', variables: { a: 1 } };
const logger = pino({ level: 'silent' });

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

describeWith(natsServer, advice, 'calls over a relay', (executable) => {
  let nats: TestNats;
  let transport: RelayTransport;
  let client: CityClient;
  let server: Server;
  let answer: Answering;
  let relays: CityRelay[];
  let learnt: string[];

  beforeAll(async () => {
    nats = await startNats(executable);
    server = createServer((request, response) => {
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await nats.kill();
  });

  beforeEach(async () => {
    relays = [];
    learnt = [];
    const config = { servers: [nats.url], credentialsFile: undefined };
    transport = createRelayTransport({ config, keys: () => Promise.resolve('the-keys'), logger });
    client = createCityClient({
      maxAnswerBytes: MAX_ANSWER_BYTES,
      addresses: { httpsOnly: true, publicOnly: true },
      sign: (cityId, _, body) => Promise.resolve(`${cityId}.${body === undefined ? 'free' : 'bound'}`),
      isBound: () => true,
      relay: transport,
      logger,
    });
    await transport.tried;
  });
  afterEach(async () => {
    await Promise.all([client.close(), ...relays.map((relay) => relay.close())]);
  });

  async function dialOut(): Promise<CityRelay> {
    const relay = openRelay(
      { servers: [nats.url], credentialsFile: undefined },
      {
        cityId: 'gera',
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
        hubKeys: { learn: (signed) => Promise.resolve(void learnt.push(signed)) },
        logger,
      },
    );
    relays.push(relay);
    await until('the relay is up', () => relay.isUp);
    // Whoever connected last was heard last.
    await until('the city is reached', async () => (await ask()).status !== 'UNREACHABLE' || relays.length > 1);
    return relay;
  }

  const ask = (ms = 5_000, cityId = 'gera'): Promise<CityReply> =>
    client.ask({ id: cityId, url: relayedAddress(cityId) }, OPERATION, {
      signal: AbortSignal.timeout(ms),
      remainingMs: ms,
      viewer: { anonymous: true },
    });

  function answering(body: string, status = 200, contentType = 'application/json'): void {
    answer = (_, response) => void response.writeHead(status, { 'content-type': contentType }).end(body);
  }

  test('arrive as they were sent, and so do their answers', async () => {
    answering('{"data":{}}');
    await dialOut();
    let sent: unknown;
    answer = (request, response) => {
      void text(request).then((body) => {
        sent = {
          method: request.method,
          path: request.url,
          headers: request.headers,
          body: JSON.parse(body) as unknown,
        };
        response.writeHead(200, { 'content-type': 'application/graphql-response+json; charset=utf-8' });
        response.end('{"data":{"summary":{"version":"ä"}}}');
      });
    };
    expect(await ask()).toMatchObject({ status: 'ANSWERED', data: { summary: { version: 'ä' } } });
    expect(sent).toMatchObject({
      method: 'POST',
      path: '/graphql',
      body: OPERATION,
      headers: {
        authorization: 'Bearer gera.bound',
        'content-type': 'application/json',
        'x-request-timeout-ms': '5000',
        traceparent: expect.stringMatching(/^00-/),
      },
    });
    expect(learnt).toContain('the-keys');
  });

  test.each([
    ['whole, with as many bytes as a city may answer', 0, { status: 'ANSWERED' }],
    ['not, when there is one byte more', 1, { status: 'INVALID', message: 'Its answer was too large.' }],
  ])('are answered %s', async (_, more, expected) => {
    const frame = '{"data":{"a":""}}';
    answering(frame.replace('""', `"${'x'.repeat(MAX_ANSWER_BYTES - frame.length + more)}"`));
    await dialOut().catch(() => undefined);
    expect(await ask()).toMatchObject(expected);
  });

  test.each([
    [503, 'application/json', { status: 'UNREACHABLE', cause: 'HTTP_503' }],
    [401, 'application/json', { status: 'REFUSED', cause: 'HTTP_401' }],
    [302, 'application/json', { status: 'INVALID' }],
    [200, 'text/html', { status: 'INVALID', message: 'Its answer was not JSON.' }],
  ])('that are answered with %i and %s end as they do over HTTP', async (status, contentType, expected) => {
    answering('{"data":{}}');
    await dialOut();
    answering('{"data":{}}', status, contentType);
    expect(await ask()).toMatchObject(expected);
  });

  test('to a city that is not there are UNREACHABLE at once', async () => {
    const reply = await ask(5_000, 'jena');
    expect(reply).toMatchObject({ status: 'UNREACHABLE', cause: 'NO_RESPONDERS' });
    expect(reply.tookMs).toBeLessThan(1_000);
  });

  describe('beside somebody with a program of their own', () => {
    let program: NatsConnection;
    beforeEach(async () => {
      answering('{"data":{}}');
      await dialOut();
      program = await connect({ servers: nats.url });
    });
    afterEach(() => program.close());

    const names = Array.from({ length: 20_000 }, (_, at) => `${at.toString(36)}:`).join('\r\n');
    const HEADS = [
      ['a name that is none', 'not a name: x'],
      ['a value of two lines', 'content-type: application/json\nx'],
      ['twenty thousand names', names],
    ] as const;
    const headOf = (lines: string) =>
      ({ encode: () => Buffer.from(`NATS/1.0\r\n${lines}\r\n\r\n`) }) as unknown as MsgHdrs;

    test.each(HEADS)('HUB-790 are answered, where another city answers with %s at the head', async (_, lines) => {
      program.subscribe(callSubject('jena'), {
        callback: (_error, message: Msg) => void message.respond('{"data":{}}', { headers: headOf(lines) }),
      });
      await program.flush();
      const startedAt = performance.now();
      expect((await ask(5_000, 'jena')).status).toBe('UNREACHABLE');
      expect((await ask()).status).toBe('ANSWERED');
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    });

    test('HUB-791 are answered, where a call with twenty thousand names at its head came before', async () => {
      const startedAt = performance.now();
      program.publish(callSubject('gera'), '{}', { reply: '_INBOX.hub.x', headers: headOf(names) });
      await program.flush();
      expect((await ask()).status).toBe('ANSWERED');
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    });
  });

  test('that take too long are TIMED_OUT, and every server of the city hears that nobody waits', async () => {
    answering('{"data":{}}');
    await dialOut();
    await dialOut();
    const closed = new Promise<void>((resolve) => {
      answer = (_, response) => {
        response.once('close', resolve);
      };
    });
    expect(await ask(200)).toMatchObject({ status: 'TIMED_OUT' });
    await closed;
  });

  test('are shared by the servers of a city, and none is lost when one of them ends', async () => {
    answering('{"data":{}}');
    const first = await dialOut();
    await dialOut();
    let underWay = 0;
    answer = (_, response) => {
      underWay += 1;
      setImmediate(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}'));
    };
    const replies: Promise<CityReply>[] = [];
    for (let round = 0; round < 20; round += 1) {
      replies.push(...Array.from({ length: 10 }, () => ask()));
      if (round === 10) void first.close();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const statuses = (await Promise.all(replies)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 'ANSWERED')).toEqual([]);
    expect(underWay).toBe(200);
  });

  test('under way when the relay ends are UNREACHABLE at once, as are those after; and once it is back, all is well', async () => {
    answering('{"data":{}}');
    await dialOut();
    const arrived = new Promise<void>((resolve) => {
      answer = () => {
        resolve();
      };
    });
    const underWay = ask();
    await arrived;
    await nats.kill();
    expect(await underWay).toMatchObject({ status: 'UNREACHABLE', cause: 'RELAY_UNREACHABLE' });
    const after = await ask();
    expect(after).toMatchObject({ status: 'UNREACHABLE', cause: 'RELAY_UNREACHABLE' });
    expect(after.tookMs).toBeLessThan(1_000);

    answering('{"data":{}}');
    nats = await startNats(executable, '', nats.port);
    const backAt = performance.now();
    await until('the city answers', async () => (await ask()).status === 'ANSWERED');
    expect(performance.now() - backAt).toBeLessThan(5_000);
  });
});
