import type { CityReply } from '../../subgraphs/search/AskCity';
import { DOWN, SDL_ANSWER, setUpRegistry } from '../test/setUpRegistry';

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
    expect(await registry.examine('gera', signal)).toEqual({ phase: 'ADMITTED', doubtful: false });
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

describe('examining a city', () => {
  test.each<[string, CityReply, string]>([
    ['that is down', DOWN, 'UNREACHABLE'],
    ['that is late', { ...DOWN, status: 'TIMED_OUT' }, 'UNREACHABLE'],
    ['that refuses', { ...DOWN, status: 'REFUSED' }, 'QUARANTINED'],
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
  expect(await registry.examine('gera', signal)).toEqual({ phase: 'ADMITTED', doubtful: true });
  expect(client.asked).toHaveLength(6);
  registry.close();
});

test('a city that was never admitted is examined however often it failed', async () => {
  const { registry, client } = setUpRegistry();
  client.answer = () => DOWN;
  for (let i = 0; i < 7; i++) await registry.examine('gera', signal);
  expect(client.asked).toHaveLength(7);
  expect(registry.breakerOf('gera')).toEqual({ phase: 'CLOSED', failures: 0 });
});
