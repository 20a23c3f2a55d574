import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';
import { isOf, named, sources } from '../../readme/namedOnTheWay';
import { network } from './demoNetwork';

const HEADLINE =
  '{ experts(text: "housing action plans") { nodes { name city { name } } coverage { asked answered } } }';

/** Characters of a file that run for a query, as of which it does a step of it: some sixty lines. */
const STEP = 2_400;

/** What keeps watch over a request, reads the words of its question, or knows nothing of requests. */
const BESIDE = [
  ...['gateway/observe/', 'gateway/cities/honesty/', 'subgraphs/city/disclosure/', 'subgraphs/city/serve/observe'],
  ...['subgraphs/directory/vocabulary/', 'subgraphs/directory/places/'],
  ...['subgraphs/contract/', 'subgraphs/serving/'],
];

/** How many characters of each of the project's files ran. */
function charactersRun(coverage: readonly Profiler.ScriptCoverage[]): ReadonlyMap<string, number> {
  const run = new Map<string, number>();
  for (const { url, functions } of coverage) {
    const file = sources.find((source) => url.endsWith(`/${source}.ts`));
    if (file === undefined) continue;
    // A range within another says what of that ran otherwise.
    const ranges = functions.flatMap(({ ranges: own }) => own);
    ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
    const isRun = new Uint8Array(Math.max(...ranges.map(({ endOffset }) => endOffset)));
    for (const { startOffset, endOffset, count } of ranges) isRun.fill(Math.min(count, 1), startOffset, endOffset);
    const characters = isRun.reduce((sum, one) => sum + one, 0);
    if (characters > 0) run.set(file, characters);
  }
  return run;
}

test('the tree in ARCHITECTURE.md names each file that does a step of the headline query, and none that does nothing', async () => {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    const runBy = async (query: string): Promise<ReadonlyMap<string, number>> => {
      await session.post('Profiler.takePreciseCoverage');
      await network.query(query);
      return charactersRun((await session.post('Profiler.takePreciseCoverage')).result);
    };
    // A text that nobody asked before has to be planned.
    const first = await runBy(HEADLINE.replace('name', 'called: name'));
    await network.query(HEADLINE);
    const again = await runBy(HEADLINE);
    const idle = named.filter((name) => ![...first.keys()].some((file) => isOf(name, file)));
    expect(idle).toEqual([]);
    const steps = [...again].filter(
      ([file, characters]) => characters >= STEP && !BESIDE.some((room) => file.startsWith(room)),
    );
    const unnamed = steps.filter(([file]) => !named.some((name) => isOf(name, file)));
    expect(unnamed).toEqual([]);
  } finally {
    session.disconnect();
  }
});
