import type { BenchOptions, Measurement } from '../Bench';
import { describeTimes, figure, quantile, toRow } from '../figures';
import { interleave } from '../interleave';
import type { Scale } from '../scale/openScale';

const MATCHING = [1, 20] as const;

/** What it takes longer to ask cities through the relay than at their addresses, one search at a time. */
export async function measureDetour(
  scale: Scale,
  { quick, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<Measurement> {
  const direct = await scale.startHub('small', 'direct');
  // Where all cities are connected.
  const relayed = await scale.startHub('small', 'large');
  const runs = quick ? 20 : 100;
  let turns = 0;
  const times = await interleave(MATCHING, quick ? 3 : 15, async (matching) => {
    tell(`searching at addresses and through the relay, turn ${++turns}`);
    const latencies = { direct: [] as number[], relayed: [] as number[] };
    for (let run = 0; run < runs; run++) {
      signal.throwIfAborted();
      latencies.direct.push(await direct.search(matching));
      latencies.relayed.push(await relayed.search(matching));
    }
    return latencies;
  });
  const measured = MATCHING.map((matching) => {
    const rounds = times.get(matching)!;
    const longer = rounds.map((round) => (quantile(round.relayed, 0.5) - quantile(round.direct, 0.5)) / 1000);
    const name = `search that ${matching} match: p50 through the relay over that at addresses`;
    // Of twenty, each call has work of its own, which the processors of one machine do one after the other.
    const detour = figure(name, 'ms', longer, matching === 1 ? { promise: { atMost: 3 } } : {});
    const all = rounds.flatMap((round) => round.relayed);
    return { row: { ...describeTimes(all), matching, ...toRow(detour) }, detour };
  });
  return { rows: measured.map(({ row }) => row), figures: measured.map(({ detour }) => detour) };
}
