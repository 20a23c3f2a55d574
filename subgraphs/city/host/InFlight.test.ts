import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { InFlight } from './InFlight';

let inFlight: InFlight;
const begun: string[] = [];

function ask(cityId: string): { readonly end: (statusCode?: number) => void; readonly taken: boolean } {
  const response: unknown = new EventEmitter();
  const taken = inFlight.begin(cityId, response as ServerResponse, () => begun.push(cityId));
  const end = (statusCode = 200): void => {
    Object.assign(response as EventEmitter, { statusCode }).emit('close');
  };
  return { taken, end };
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

  it('CITY-234 refuses what is too much to wait, and begins nothing whose client has left', () => {
    const asked = Array.from({ length: 16 + 256 }, () => ask('gera'));
    expect(asked.every(({ taken }) => taken)).toBe(true);
    expect(ask('gera').taken).toBe(false);
    for (const { end } of asked.slice(16)) end();
    asked[0]!.end();
    expect(begunOf('gera')).toBe(16);
  });
});
