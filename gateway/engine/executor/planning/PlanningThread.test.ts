import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { planDocument } from './planDocument';
import { PlanningThread } from './PlanningThread';

const sdl = readFileSync(join(__dirname, '../../../../schema/supergraph.graphql'), 'utf8');
const search = (at: number): string =>
  `as_a${at}: experts(concepts: $c, first: ${at + 1}) { totalCount nodes { name experiences { topic { label } } city { name } } }`;
const operation = (count: number): string =>
  `query Q($c: [ID!]) { ${Array.from({ length: count }, (_, at) => search(at)).join(' ')} }`;

let thread: PlanningThread;
afterEach(() => thread.close());
// A thread begins with reading the planner.
jest.setTimeout(120_000);

test('a plan is the one that is made here, and what cannot be planned is told', async () => {
  thread = new PlanningThread(sdl);
  const supergraph = Supergraph.build(sdl);
  const planning = { planner: new QueryPlanner(supergraph), apiSchema: supergraph.apiSchema() };
  const [large, wrong, small] = await Promise.allSettled([
    thread.plan(operation(30)),
    thread.plan('{ nobody }'),
    thread.plan(operation(1)),
  ]);
  expect(large).toEqual({ status: 'fulfilled', value: planDocument(parse(operation(30)), planning) });
  expect(wrong).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('nobody') } });
  expect(small).toEqual({ status: 'fulfilled', value: planDocument(parse(operation(1)), planning) });
});

test('a plan that takes too long is refused, and the next one is made by a new thread', async () => {
  thread = new PlanningThread(sdl, { maxMs: 1, maxWaiting: 1 });
  const slow = thread.plan(operation(40));
  await expect(thread.plan(operation(1))).rejects.toMatchObject({
    message: expect.stringMatching(/^More than 1 large queries wait to be planned, and the limit is 1\. /),
    extensions: { code: 'TOO_COSTLY' },
  });
  await expect(slow).rejects.toMatchObject({
    message: expect.stringMatching(/^To plan this query takes more than 1 ms, and the limit is 1\. /),
    extensions: { code: 'TOO_COSTLY' },
  });
  await thread.close();
  thread = new PlanningThread(sdl);
  await expect(thread.plan(operation(1))).resolves.toHaveProperty('kind', 'QueryPlan');
});
