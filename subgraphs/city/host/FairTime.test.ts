import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { FairTime } from './FairTime';

let fair: FairTime;
const begun: string[] = [];

function ask(cityId: string): { readonly end: () => void; readonly taken: boolean } {
  const response: unknown = new EventEmitter();
  const taken = fair.begin(cityId, response as ServerResponse, () => begun.push(cityId));
  return { taken, end: () => (response as EventEmitter).emit('close') };
}
const begunOf = (cityId: string): number => begun.filter((id) => id === cityId).length;

beforeEach(() => {
  jest.useFakeTimers();
  begun.splice(0);
  fair = new FairTime();
  fair.start();
});
afterEach(() => {
  fair.stop();
  jest.useRealTimers();
});

describe('the time of a process that serves many cities', () => {
  it('CITY-232 is all of one city while no other is asked', () => {
    const asked = Array.from({ length: 40 }, () => ask('gera'));
    for (const { end } of asked) {
      jest.advanceTimersByTime(20);
      end();
    }
    expect(begunOf('gera')).toBe(40);
  });

  it('CITY-233 makes a city that is hammered wait, and another not', () => {
    const hammered = Array.from({ length: 100 }, () => ask('gera'));
    let answered = 0;
    for (let round = 0; round < 150; round += 1) {
      const other = ask('jena');
      jest.advanceTimersByTime(3);
      other.end();
      jest.advanceTimersByTime(17);
      // Each of its requests takes 20 ms as well.
      for (const request of hammered.splice(0, begunOf('gera') - answered)) {
        request.end();
        answered += 1;
      }
    }
    expect(begunOf('jena')).toBe(150);
    // A fifth of three seconds in requests of 20 ms, beside those that were begun before the other came.
    expect(answered).toBeLessThanOrEqual(16 + 30);
    expect(answered).toBeGreaterThan(16);
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

  /** Two of one city wait while two are under way, and nobody's turn comes by itself. */
  function crowd(): void {
    ask('jena');
    for (let time = 0; time < 6; time += 1) ask('gera');
    jest.advanceTimersByTime(20);
    for (let time = 0; time < 2; time += 1) ask('gera');
    expect(begunOf('gera')).toBe(6);
  }

  it('CITY-243 leaves nobody waiting for a turn when it ends', () => {
    crowd();
    fair.stop();
    expect(begunOf('gera')).toBe(8);
  });

  it('CITY-244 leaves nobody waiting for a turn of a city that is gone', () => {
    crowd();
    fair.forget('gera');
    expect(begunOf('gera')).toBe(8);
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
