import { performance } from 'node:perf_hooks';
import { buildSchema, parse } from 'graphql';
import { AnswerWork } from '../../engine/AnswerWork';
import { checkOperation } from './checkOperation';

const schema = buildSchema('type Query { names: [String!]! }');
const document = parse('{ names }');

/** For longer than the work of all requests may hold a turn of the event loop. */
function read(): void {
  const until = performance.now() + 20;
  while (performance.now() < until);
}

test('whoever waits has a turn after a document was read, and after it was validated, before it is weighed', async () => {
  const order: string[] = [];
  const plugin = checkOperation(() => (order.push('weighed'), 1), 100);
  const [operation] = document.definitions;
  const context = { schema, document, operation, request: {}, contextValue: { work: new AnswerWork() } } as never;
  const listener = await plugin.requestDidStart?.(context);
  setImmediate(() => order.push('others, after it was read'));
  read();
  await listener?.validationDidStart?.(context);
  setImmediate(() => order.push('others, after it was validated'));
  read();
  await listener?.didResolveOperation?.(context);
  expect(order).toEqual(['others, after it was read', 'others, after it was validated', 'weighed']);
});
