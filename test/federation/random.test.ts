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
 * Without the order of the fields, in which graphql-js is followed and not Apollo Gateway, without the positions in the paths of errors, which Apollo counts otherwise where not every object at a place is of the
 * subgraph, and with the same words for malformed answers.
 */
function comparable({ errors, data, ...outcome }: Outcome) {
  const told = errors.map(({ message, path, ...error }) =>
    JSON.stringify({
      ...error,
      message: message
        .replace(/^(Invalid non-\w+ value) .*?(returned|for __typename).*$/s, '$1 $2')
        .replace(/^value\.flatMap is not a function$|^Unexpected object in the place of a list.*$/, 'no list')
        .replace(
          /^Cannot use 'in' operator to search for .*$|^Unexpected object in the place of a leaf value.*$/,
          'no value',
        ),
      path: path?.map((step) => (typeof step === 'number' ? '@' : step)),
    }),
  );
  return { ...outcome, data: data === undefined ? undefined : (JSON.parse(data) as unknown), errors: told.sort() };
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
        arbitraryQuestion(engines.api, { conditions: false }),
        arbitraryFaults(Object.keys(subgraphs)),
        async (question, faults) => {
          pre(question !== null);
          const apollo = await engines.apollo(question, faults);
          expect(comparable(await engines.ours(question, faults))).toEqual(comparable(apollo));
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
      asyncProperty(arbitraryQuestion(engines.api, { conditions: false }), async (question) => {
        pre(question?.query.startsWith('mutation') === false);
        // What stands in several places is asked for once, and so the calls differ.
        const apollo = comparable(await engines.apollo(question));
        expect(comparable(await engines.sharing(question))).toEqual({ ...apollo, calls: expect.anything() });
      }),
      { numRuns, maxSkipsPerRun: 1_000, interruptAfterTimeLimit: 100_000 },
    );
  },
  120_000,
);
