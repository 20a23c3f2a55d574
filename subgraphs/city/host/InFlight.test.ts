import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { InFlight } from './InFlight';

let inFlight: InFlight;
const begun: string[] = [];

/** A request as its client sees it. */
interface Asked {
  readonly end: (statusCode?: number) => void;
  /** Why it was refused. */
  readonly refusals: readonly string[];
  /** What was left of the client's patience when it began. */
  readonly left: readonly number[];
}

function ask(cityId: string, patienceMs = Infinity): Asked {
  const response: unknown = new EventEmitter();
  const refusals: string[] = [];
  const left: number[] = [];
  inFlight.begin(cityId, response as ServerResponse, patienceMs, {
    work: (leftMs) => {
      begun.push(cityId);
      left.push(leftMs);
    },
    refuse: (message) => {
      refusals.push(message);
    },
  });
  const end = (statusCode = 200): void => {
    Object.assign(response as EventEmitter, { statusCode }).emit('close');
  };
  return { refusals, left, end };
}
const begunOf = (cityId: string): number => begun.filter((id) => id === cityId).length;

beforeEach(() => {
  jest.useFakeTimers();
  begun.splice(0);
  inFlight = new InFlight();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the requests in flight of a process that serves many cities', () => {
  it('CITY-232 are all of one city while no other is asked', () => {
    const asked = Array.from({ length: 40 }, () => ask('gera'));
    expect(begunOf('gera')).toBe(16);
    for (const { end } of asked) end();
    expect(begunOf('gera')).toBe(40);
  });

  it('CITY-233 are one of a city that is hammered while another is asked, and again 16 when that is over', () => {
    ask('jena').end();
    const hammered = Array.from({ length: 100 }, () => ask('gera'));
    // Until four are in flight, there is room for all.
    expect(begunOf('gera')).toBe(4);
    for (let round = 0; round < 50; round += 1) {
      const other = ask('jena');
      expect(begunOf('jena')).toBe(round + 2);
      hammered[round]!.end();
      expect(begunOf('gera')).toBe(Math.max(4, round + 2));
      other.end();
    }
    jest.advanceTimersByTime(500);
    hammered[50]!.end();
    expect(begunOf('gera')).toBe(51 + 16);
  });

  it('CITY-254 lets nobody wait who asks one question after the other, beside a city that is hammered or hangs', () => {
    for (let time = 0; time < 100; time += 1) ask('gera');
    for (let round = 0; round < 100; round += 1) {
      const { end } = ask('jena');
      expect(begunOf('jena')).toBe(round + 1);
      jest.advanceTimersByTime(30);
      end();
    }
  });

  it('HUB-574 pause after each answer of a city that cannot answer, while the process is crowded', () => {
    ask('jena').end();
    const asked = Array.from({ length: 20 }, () => ask('gera'));
    for (const { end } of asked.slice(0, 4)) end(503);
    expect(begunOf('gera')).toBe(4);
    jest.advanceTimersByTime(49);
    expect(begunOf('gera')).toBe(4);
    jest.advanceTimersByTime(1);
    expect(begunOf('gera')).toBe(5);
    // When it answers, the next begins at once.
    asked[4]!.end(200);
    expect(begunOf('gera')).toBe(6);
  });

  it('CITY-243 leaves nobody waiting when those before have ended, whatever happens to others', () => {
    ask('jena');
    const asked = Array.from({ length: 30 }, () => ask('gera'));
    for (const { end } of asked) end();
    expect(begunOf('gera')).toBe(30);
  });

  it('CITY-244 leaves nobody waiting of a city that is gone', () => {
    for (let time = 0; time < 20; time += 1) ask('gera');
    expect(begunOf('gera')).toBe(16);
    inFlight.forget('gera');
    expect(begunOf('gera')).toBe(20);
  });

  it('CITY-277 refuses what has waited for as long as its client does, in time, and begins it no more', () => {
    const before = Array.from({ length: 16 }, () => ask('gera'));
    const [short, long, silent] = [ask('gera', 1_000), ask('gera', 600_000), ask('gera')] as const;
    jest.advanceTimersByTime(899);
    expect(short.refusals).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(short.refusals).toEqual(['This question waited for others to this city until its time was over.']);
    short.end(503);
    jest.advanceTimersByTime(9_100);
    expect([long, silent].map(({ refusals }) => refusals.length)).toEqual([1, 1]);
    for (const { end } of [long, silent, ...before]) end();
    expect(begunOf('gera')).toBe(16);
    // Nothing of them is left that would take room.
    for (let time = 0; time < 16; time += 1) ask('gera');
    expect(begunOf('gera')).toBe(32);
  });

  it("CITY-278 leaves of a client's patience what the question did not wait for", () => {
    const [first] = Array.from({ length: 16 }, () => ask('gera'));
    const waiting = ask('gera', 1_000);
    jest.advanceTimersByTime(300);
    first!.end();
    expect(waiting.left).toEqual([700]);
    jest.advanceTimersByTime(10_000);
    expect(waiting.refusals).toEqual([]);
  });

  it('CITY-234 refuses what is too much to wait, and begins nothing whose client has left', () => {
    const asked = Array.from({ length: 16 + 256 }, () => ask('gera'));
    expect(asked.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(ask('gera').refusals).toEqual(['Too many questions to this city wait.']);
    for (const { end } of asked.slice(16)) end();
    asked[0]!.end();
    expect(begunOf('gera')).toBe(16);
  });
});
