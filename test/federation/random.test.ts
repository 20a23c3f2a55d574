import { assert, asyncProperty, pre } from 'fast-check';
import { arbitraryQuestion } from './arbitraryQuestion';
import { bothEngines } from './bothEngines';
import type { BothEngines, Outcome } from './bothEngines';
import { arbitraryFaults } from './Fault';
import { HARBOUR } from './harbour';
import { MARKET } from './market';

let engines: BothEngines;
afterEach(async () => {
  await engines.stop();
});

/**
 * Without the order of the fields, in which graphql-js is followed and not Apollo Gateway, without the positions in the
 * paths of errors, which Apollo counts otherwise where not every object at a place is of the subgraph, and with the same
 * words for malformed answers.
 */
function comparable({ errors, data, ...outcome }: Outcome) {
  const told = errors.map(({ message, path, ...error }) => ({
    path: path?.map((step) => (typeof step === 'number' ? '@' : step)),
    rest: JSON.stringify({
      ...error,
      message: message
        .replace(/^(Invalid non-\w+ value) .*?(returned|for __typename).*$/s, '$1 $2')
        .replace(/^value\.flatMap is not a function$|^Unexpected object in the place of a list.*$/, 'no list')
        .replace(
          /^Cannot use 'in' operator to search for .*$|^Unexpected object in the place of a leaf value.*$/,
          'no value',
        ),
    }),
  }));
  return { ...outcome, data: data === undefined ? undefined : (JSON.parse(data) as unknown), errors: told };
}

type Comparable = ReturnType<typeof comparable>;

/** An error of an object as a whole has the path of that object for Apollo, and for us that of the field which is null for it. */
function withPathsLike({ errors, ...ours }: Comparable, apollo: Comparable): Comparable {
  const left = [...apollo.errors];
  const take = (index: number): Comparable['errors'] => (index < 0 ? [] : left.splice(index, 1));
  const placed = errors.map((error) => {
    const isSame = (path: Comparable['errors'][number]['path']) => (one: Comparable['errors'][number]) =>
      one.rest === error.rest && JSON.stringify(one.path) === JSON.stringify(path);
    const [same] = take(left.findIndex(isSame(error.path)));
    const [above] = same ? [] : take(left.findIndex(isSame(error.path?.slice(0, -1))));
    return same ?? above ?? error;
  });
  return { ...ours, errors: sorted(placed) };
}

function sorted(errors: Comparable['errors']): Comparable['errors'] {
  return [...errors].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function expectLike(ours: Outcome, apollo: Outcome): void {
  const expected = comparable(apollo);
  // How far calls side by side had come when an answer failed as a whole is chance.
  const { calls } = apollo.data === undefined ? apollo : ours;
  expect(withPathsLike(comparable({ ...ours, calls }), expected)).toEqual({
    ...expected,
    errors: sorted(expected.errors),
  });
}

test.each([
  ['the harbour', HARBOUR, 90],
  ['the market', MARKET, 60],
])(
  'any operation on %s is answered as Apollo Gateway answers it, whatever goes wrong below',
  async (_, subgraphs, numRuns) => {
    engines = await bothEngines(subgraphs);
    await assert(
      asyncProperty(
        arbitraryQuestion(engines.api, { conditions: false, narrowerInAbstract: false }),
        arbitraryFaults(Object.keys(subgraphs)),
        async (question, faults) => {
          pre(question !== null);
          const apollo = await engines.apollo(question, faults);
          expectLike(await engines.ours(question, faults), apollo);
        },
      ),
      { numRuns, maxSkipsPerRun: 1_000, interruptAfterTimeLimit: 100_000 },
    );
  },
  120_000,
);

test.each([
  ['the harbour', HARBOUR, 30],
  ['the market', MARKET, 20],
])(
  'any query on %s is answered as Apollo Gateway answers it, where a subgraph gives one object for equal representations',
  async (_, subgraphs, numRuns) => {
    engines = await bothEngines(subgraphs);
    await assert(
      asyncProperty(
        arbitraryQuestion(engines.api, { conditions: false, narrowerInAbstract: false }),
        async (question) => {
          pre(question?.query.startsWith('mutation') === false);
          // What stands in several places is asked for once, and so the calls differ.
          const { calls, ...sharing } = await engines.sharing(question);
          const apollo = await engines.apollo(question);
          expect(calls.length).toBeLessThanOrEqual(apollo.calls.length);
          expectLike({ ...sharing, calls: apollo.calls }, apollo);
        },
      ),
      { numRuns, maxSkipsPerRun: 1_000, interruptAfterTimeLimit: 100_000 },
    );
  },
  120_000,
);
