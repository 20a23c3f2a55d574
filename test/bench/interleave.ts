/** What is measured are servers that have run for a while. */
const WARM_UP = 4;

/**
 * Lets contestants have their turns one after the other in each round, so that whatever else the machine does meets all
 * of them alike, and each round begins with another one. Some rounds go before.
 *
 * @param takeTurn rejects to end it all
 * @param warmUp rounds that are not counted
 * @returns what the turns of each gave, round by round
 */
export async function interleave<Contestant, Result>(
  contestants: readonly Contestant[],
  rounds: number,
  takeTurn: (contestant: Contestant) => Promise<Result>,
  warmUp = WARM_UP,
): Promise<ReadonlyMap<Contestant, readonly Result[]>> {
  const results = new Map(contestants.map((contestant) => [contestant, [] as Result[]]));
  for (let round = 0; round < warmUp; round++) {
    for (const contestant of contestants) {
      await takeTurn(contestant);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length]!;
      results.get(contestant)!.push(await takeTurn(contestant));
    }
  }
  return results;
}
