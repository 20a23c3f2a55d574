import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { FaultyCity, Phase } from '../startFaultyCity';
import { startFaultyCity } from '../startFaultyCity';
import type { FaultNetwork, FoundUnit, Outcome } from '../startFaultNetwork';
import { startFaultNetwork, unitOf } from '../startFaultNetwork';
import { bodyFaults } from './bodyFaults';
import { connectionFaults } from './connectionFaults';
import type { Fault } from './Fault';
import { UNREACHABLE } from './Fault';
import { httpFaults } from './httpFaults';
import { slowFaults } from './slowFaults';

/** Each fault has a city of its own. */
const faults = [...connectionFaults, ...slowFaults, ...httpFaults, ...bodyFaults];
/** What the hub reads of an answer, and what the kernel and the streams on both sides hold besides. */
const MOST_BYTES_TAKEN = 40 * 1024 ** 2;

let network: FaultNetwork;
const cities = new Map<string, FaultyCity>();

beforeAll(async () => {
  for (const { id } of faults) cities.set(id, await startFaultyCity(id.toLowerCase()));
  network = await startFaultNetwork([...cities.values()]);
}, 60_000);

afterAll(async () => {
  for (const city of cities.values()) await city.close();
  await network.close();
});

const cityOf = ({ id }: Fault): FaultyCity => cities.get(id)!;

/** Has the cities of some faults misbehave in one phase, and asks them among others. */
async function askWhile(misbehaving: readonly Fault[], phase: Phase): Promise<Outcome> {
  for (const fault of misbehaving) await cityOf(fault).misbehave(fault.misconduct, phase);
  try {
    const outcome = await network.ask(misbehaving.map((fault) => cityOf(fault).id));
    const late = misbehaving.filter(({ status }) => status === 'TIMED_OUT');
    await Promise.all(late.map((fault) => hungUp(cityOf(fault).requests.at(-1)!.socket)));
    return outcome;
  } finally {
    for (const fault of misbehaving) await cityOf(fault).behave();
  }
}

/** Resolves when the hub has given up a connection. */
async function hungUp(socket: Socket): Promise<void> {
  if (!socket.destroyed) await once(socket, 'close');
}

/** What came of the city of a fault that failed in each phase, and behaved then. */
function expectWithstood(fault: Fault, searched: Outcome, fetched: Outcome, after: Outcome): void {
  const { status, message } = fault;
  const { id, requests } = cityOf(fault);
  const foundIn = ({ found }: Outcome): readonly FoundUnit[] => found.filter(({ city }) => city?.id === id);

  expect(searched.coverageOf(id)).toEqual({ city: { id }, status, hits: null, message });
  expect(foundIn(searched)).toEqual([]);
  expect(searched).toMatchObject({ lost: 0, errors: [] });

  expect(fetched.coverageOf(id)).toMatchObject({ status: 'ANSWERED', hits: 2 });
  expect(foundIn(fetched)).toEqual([]);
  expect(fetched.errors.filter(({ extensions }) => extensions['city'] === id)).toEqual([
    {
      message: `The records could not be had from ${id}. ${message}`,
      path: ['experts', 'nodes', expect.any(Number)],
      extensions: { code: `CITY_${status}`, city: id, phase: 'FETCH' },
    },
  ]);

  expect(after.errors).toEqual([]);
  expect(after.coverageOf(id)).toMatchObject({ status: 'ANSWERED' });
  expect(foundIn(after)).toEqual([unitOf(id, 1), unitOf(id, 2)]);
  expect(requests.filter(({ path }) => path !== '/graphql')).toEqual([]);
}

const name = '$id A city that $does is $status, in the search and in the fetch';

test.each([...connectionFaults, ...httpFaults, ...bodyFaults])(name, async (fault) => {
  const city = cityOf(fault);
  const bytesBefore = city.bytesSent;
  const searched = await askWhile([fault], 'SEARCH');
  const fetched = await askWhile([fault], 'FETCH');
  expectWithstood(fault, searched, fetched, await network.ask([city.id]));
  expect(fetched.lost).toBe(2);
  expect(city.bytesSent - bytesBefore).toBeLessThan(MOST_BYTES_TAKEN);
});

// They take all the time that there is, so they do it together.
describe('of cities that are slow all at once', () => {
  let searched: Outcome;
  let fetched: Outcome;
  let after: Outcome;

  beforeAll(async () => {
    searched = await askWhile(slowFaults, 'SEARCH');
    fetched = await askWhile(slowFaults, 'FETCH');
    after = await network.ask(slowFaults.map((fault) => cityOf(fault).id));
  });

  test.each(slowFaults)(name, (fault) => {
    expectWithstood(fault, searched, fetched, after);
  });
});

test('FLT-080 Cities that are dead all at once are left alone after five failures, and are back once they are well', async () => {
  const dead = connectionFaults.map(({ id, misconduct }) => ({ city: cities.get(id)!, misconduct }));
  const ids = dead.map(({ city }) => city.id);
  for (const { city, misconduct } of dead) await city.misbehave(misconduct, 'SEARCH', 'SUMMARY');
  for (let failures = 0; failures < 5; failures += 1) {
    const { coverageOf } = await network.ask(ids);
    for (const id of ids) expect(coverageOf(id)).toMatchObject({ hits: null, ...UNREACHABLE });
  }
  const searches = (): number[] =>
    dead.map(({ city }) => city.requests.filter(({ phase }) => phase === 'SEARCH').length);
  const searchesBefore = searches();
  const { coverageOf } = await network.ask(ids);
  for (const id of ids) {
    expect(coverageOf(id)).toMatchObject({
      status: 'UNREACHABLE',
      message: expect.stringMatching(/^It could not be reached\. It failed [5-9] times, and is /),
    });
  }
  expect(searches()).toEqual(searchesBefore);

  for (const { city } of dead) await city.behave();
  const { found } = await network.askUntilWhole(ids);
  expect(found).toEqual(expect.arrayContaining(ids.flatMap((id) => [unitOf(id, 1), unitOf(id, 2)])));
});

test('FLT-081 Whatever cities did, nothing in the hub failed, and no letter of theirs that does something is in its log', () => {
  network.expectCleanLog();
});
