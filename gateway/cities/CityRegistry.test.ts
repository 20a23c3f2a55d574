import type { CityReply } from '../../subgraphs/contract/AskCity';
import { DOWN, SDL_ANSWER, setUpRegistry } from './test/setUpRegistry';

const OPERATION = { query: '{ __typename }', variables: {} };
const signal = AbortSignal.timeout(60_000);
const call = { signal, viewer: { anonymous: true } } as const;

describe('asking a city', () => {
  test('that is listed, or not in the network, does not reach the client', async () => {
    const { registry, client } = setUpRegistry();
    expect(registry.isConnected('velbert')).toBe(false);
    expect(await registry.askCity('velbert', OPERATION, call)).toMatchObject({ status: 'UNREACHABLE' });
    expect(await registry.askCity('nowhere', OPERATION, call)).toMatchObject({ status: 'UNREACHABLE' });
    expect(client.asked).toEqual([]);
  });

  test('that is pending is unreachable', async () => {
    const { registry, client } = setUpRegistry();
    expect(await registry.askCity('gera', OPERATION, call)).toMatchObject({ status: 'UNREACHABLE' });
    expect(client.asked).toEqual([]);
  });

  test('that is admitted goes to its server', async () => {
    const { registry, client } = setUpRegistry();
    expect(await registry.examine('gera', signal)).toMatchObject({ phase: 'ADMITTED', doubtful: false });
    expect(await registry.askCity('gera', OPERATION, call)).toMatchObject({ status: 'ANSWERED' });
    expect(client.asked.at(-1)).toBe('http://gera.example/graphql { __typename }');
  });

  test('that is quarantined is invalid, and tells no reason to clients', async () => {
    const { registry, verdict } = setUpRegistry();
    verdict.admission = { status: 'REFUSED', reasons: ['Staff.name was removed.'] };
    expect(await registry.examine('gera', signal)).toEqual({
      phase: 'QUARANTINED',
      reason: 'Staff.name was removed.',
    });
    expect(await registry.askCity('gera', OPERATION, call)).toMatchObject({
      status: 'INVALID',
      message: 'It does not keep the contract of the network.',
    });
  });
});

describe('asking a city that lags behind the contract', () => {
  const lacking = new Set(['Query.fax']);

  test('leaves out what it lacks, and names that', async () => {
    const { registry, client, verdict } = setUpRegistry();
    verdict.admission = { status: 'ADMITTED', lacking };
    expect(await registry.examine('gera', signal)).toEqual({ phase: 'ADMITTED', doubtful: false, lacking });
    const reply = await registry.askCity('gera', { query: '{ name fax }', variables: {} }, call);
    expect(client.asked.at(-1)).toBe('http://gera.example/graphql {\n  name\n}');
    expect(reply).toMatchObject({ status: 'ANSWERED', errors: [{ path: ['fax'], extensions: { code: 'LACKING' } }] });
  });

  test('never rejects, whatever fails in the hub on the way', async () => {
    const { registry, verdict } = setUpRegistry();
    verdict.admission = { status: 'ADMITTED', lacking };
    await registry.examine('gera', signal);
    const unreadable = { query: '{', variables: {} };
    const failed = { status: 'UNREACHABLE', message: 'The hub failed to ask it.' };
    expect(await registry.askCity('gera', unreadable, call)).toMatchObject(failed);
    expect(await registry.askForHub('gera', unreadable, call)).toMatchObject(failed);
  });

  test('does not ask it at all when nothing is left', async () => {
    const { registry, client, verdict } = setUpRegistry();
    verdict.admission = { status: 'ADMITTED', lacking };
    await registry.examine('gera', signal);
    expect(await registry.askCity('gera', { query: '{ fax }', variables: {} }, call)).toMatchObject({
      status: 'REFUSED',
      message: 'It serves an earlier version of the contract, and cannot be asked for "fax".',
    });
    expect(client.asked).toHaveLength(1);
  });

  test('asks it in full once it was examined again and lacks nothing', async () => {
    const { registry, client, verdict } = setUpRegistry();
    verdict.admission = { status: 'ADMITTED', lacking };
    await registry.examine('gera', signal);
    verdict.admission = { status: 'ADMITTED', lacking: new Set() };
    expect(await registry.examine('gera', signal)).toMatchObject({ lacking: new Set() });
    await registry.askCity('gera', { query: '{ name fax }', variables: {} }, call);
    expect(client.asked.at(-1)).toBe('http://gera.example/graphql { name fax }');
  });
});

test.each(['REFUSED', 'INVALID'] as const)(
  'a city is doubtful when an answer is %s, since it may have gone back to an earlier version',
  async (status) => {
    const { registry, client } = setUpRegistry();
    await registry.examine('gera', signal);
    client.answer = () => ({ ...DOWN, status });
    await registry.askCity('gera', OPERATION, call);
    expect(registry.stateOf('gera')).toMatchObject({ phase: 'ADMITTED', doubtful: true });
  },
);

describe('examining a city', () => {
  test.each<[string, CityReply, string]>([
    ['that is down', DOWN, 'UNREACHABLE'],
    ['that is late', { ...DOWN, status: 'TIMED_OUT' }, 'UNREACHABLE'],
    ['that refuses', { ...DOWN, status: 'REFUSED' }, 'REFUSED'],
    ['that answers nonsense', { ...DOWN, status: 'INVALID' }, 'QUARANTINED'],
    ['that tells no schema', { ...SDL_ANSWER, data: { _service: null } }, 'QUARANTINED'],
  ])('%s', async (_, reply, phase) => {
    const { registry, client } = setUpRegistry();
    client.answer = () => reply;
    expect(await registry.examine('gera', signal)).toMatchObject({ phase });
  });

  test('that was admitted and is down now leaves it admitted', async () => {
    const { registry, client } = setUpRegistry();
    await registry.examine('gera', signal);
    client.answer = () => DOWN;
    expect(await registry.examine('gera', signal)).toMatchObject({ phase: 'ADMITTED' });
  });
});

test('an admitted city that refuses to be examined is kept out the second time', async () => {
  const { registry, client } = setUpRegistry();
  await registry.examine('gera', signal);
  client.answer = () => ({ ...DOWN, status: 'REFUSED' });
  expect(await registry.examine('gera', signal)).toMatchObject({ phase: 'ADMITTED', doubtful: true });
  expect(await registry.examine('gera', signal)).toMatchObject({ phase: 'REFUSED' });
});

test('a city that moves to another address is pending again', async () => {
  const { registry, cities } = setUpRegistry();
  await registry.examine('gera', signal);
  cities.set('gera', { url: 'http://elsewhere.example/graphql' });
  expect(registry.stateOf('gera')).toEqual({ phase: 'PENDING' });
});

test('a city that failed again and again is left alone, and examined anew only when it answers again', async () => {
  const { registry, client } = setUpRegistry();
  await registry.examine('gera', signal);
  expect(registry.breakerOf('gera')).toEqual({ phase: 'CLOSED', failures: 0 });
  client.answer = () => DOWN;
  for (let i = 0; i < 5; i++) expect(await registry.askCity('gera', OPERATION, call)).toBe(DOWN);
  expect(registry.breakerOf('gera')).toMatchObject({ phase: 'OPEN', failures: 5 });
  expect(await registry.askCity('gera', OPERATION, call)).toMatchObject({
    status: 'UNREACHABLE',
    message: expect.stringContaining('It failed 5 times, and is asked again in 4 s.'),
  });
  expect(await registry.examine('gera', signal)).toMatchObject({ phase: 'ADMITTED', doubtful: true });
  // The examination, the five, and the hub's own trial beside the first of them.
  expect(client.asked).toHaveLength(7);
  registry.close();
});

test('a city that was never admitted is examined however often it failed', async () => {
  const { registry, client } = setUpRegistry();
  client.answer = () => DOWN;
  for (let i = 0; i < 7; i++) await registry.examine('gera', signal);
  expect(client.asked).toHaveLength(7);
  expect(registry.breakerOf('gera')).toEqual({ phase: 'CLOSED', failures: 0 });
});
