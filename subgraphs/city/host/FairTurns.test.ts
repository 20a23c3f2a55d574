import { FairTurns } from './FairTurns';

let turns: FairTurns;
/** The time, which passes in bursts alone. */
let nowMs = 0;
/** Whose turn it was, one after the other. */
let had: string[] = [];
/** Until so many turns were had, cities are busy. */
let end = 0;

beforeEach(() => {
  nowMs = 0;
  had = [];
  turns = new FairTurns(() => nowMs);
});

async function burst(cityId: string, takesMs: number): Promise<void> {
  await turns.take(cityId);
  had.push(cityId);
  nowMs += takesMs;
}

/** So many requests at once, each with one burst after the other. */
async function keepBusy(cityId: string, takesMs: number, requests = 1): Promise<void> {
  const request = async (): Promise<void> => {
    while (had.length < end) await burst(cityId, takesMs);
  };
  await Promise.all(Array.from({ length: requests }, request));
}

const turnsOf = (cityId: string, from = 0): number => had.slice(from, end).filter((id) => id === cityId).length;

/** Lets the event loop go round, in which it may be somebody's turn. */
const goRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the event loop of many cities', () => {
  it.each([2, 3, 5])('CITY-256 gives each of %d busy cities as much, however many requests each has', async (count) => {
    end = count * 100;
    const busy = Array.from({ length: count }, (_, number) => keepBusy(`town-${number}`, 1, 1 + 20 * number));
    await Promise.all(busy);
    for (let number = 0; number < count; number += 1) {
      expect(Math.abs(turnsOf(`town-${number}`) - 100)).toBeLessThanOrEqual(1);
    }
  });

  it('CITY-256 gives a city with bursts of four times as long a fourth as many of them', async () => {
    end = 500;
    await Promise.all([keepBusy('gera', 4, 8), keepBusy('jena', 1, 8)]);
    expect(Math.abs(turnsOf('gera') - 100)).toBeLessThanOrEqual(2);
  });

  it('CITY-257 gives one that is asked little the next turn, beside any that are hammered', async () => {
    end = 600;
    const hammered = [keepBusy('gera', 2, 64), keepBusy('weimar', 2, 64)];
    const waited: number[] = [];
    while (had.length < end - 10) {
      const before = had.length;
      await burst('jena', 1);
      // Its own turn is the last one of these.
      waited.push(had.length - before - 1);
      for (let round = 0; round < 5; round += 1) await goRound();
    }
    await Promise.all(hammered);
    expect(waited.length).toBeGreaterThan(50);
    expect(Math.max(...waited)).toBeLessThanOrEqual(1);
  });

  it('CITY-258 lets nobody save up turns while it wants none, or be in debt for those that nobody else wanted', async () => {
    end = 400;
    const alone = keepBusy('gera', 1, 16);
    while (had.length < 200) await goRound();
    const from = had.length;
    await Promise.all([alone, keepBusy('jena', 1, 16)]);
    expect(Math.abs(turnsOf('jena', from) - turnsOf('gera', from))).toBeLessThanOrEqual(2);

    // After a pause all are alike.
    end = had.length + 100;
    const again = had.length;
    await Promise.all([keepBusy('gera', 1, 16), keepBusy('jena', 1, 16), keepBusy('weimar', 1, 16)]);
    for (const cityId of ['gera', 'jena', 'weimar']) expect(turnsOf(cityId, again)).toBeGreaterThanOrEqual(33);
  });

  it('CITY-259 leaves no round without a turn while somebody wants one, also of a city that is gone', async () => {
    const asked = Array.from({ length: 10 }, () => burst('gera', 1));
    turns.forget('gera');
    for (let round = 0; round < 10; round += 1) {
      expect(had).toHaveLength(round);
      await goRound();
    }
    expect(had).toHaveLength(10);
    await Promise.all(asked);
  });
});
