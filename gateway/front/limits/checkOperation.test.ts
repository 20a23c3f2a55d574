import { performance } from 'node:perf_hooks';
import { buildSchema, parse } from 'graphql';
import type { Account } from '../../../subgraphs/search/cost/Account';
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

describe('HUB-694 texts that are to be understood', () => {
  const asking = buildSchema(`
    type Query { experts(text: String): Page  changes(text: String): Page  concepts(text: String): Page  alliances: [Alliance!]! }
    type Alliance { experts(text: String): Page }
    type Page { count: Int }
  `);

  /** The points that are paid for a query with a text of so many characters, before any of it is read. */
  async function pointsOf(query: string, length: number): Promise<number> {
    const parsed = parse(`query ($t: String) ${query}`);
    const [operation] = parsed.definitions;
    let paid = 0;
    const account: Account = {
      charge: (points) => ((paid += points), Promise.resolve(undefined)),
      refuse: () => undefined,
    };
    const request = { variables: { t: 'x'.repeat(length) } };
    const contextValue = { work: new AnswerWork(), account };
    const plugin = checkOperation(({ coordinate }) => (coordinate === 'Query.alliances' ? 20 : undefined), 60);
    const context = { schema: asking, document: parsed, operation, request, contextValue } as never;
    const listener = await plugin.requestDidStart?.(context);
    await listener?.didResolveOperation?.(context);
    return paid;
  }
  const aliases = (count: number): string =>
    Array.from({ length: count }, (_, at) => `a${at}: experts(text: $t) { count }`).join(' ');

  test('are charged by their characters, wherever they are read', async () => {
    expect(await pointsOf('{ experts(text: $t) { count } }', 20)).toBe(1);
    expect(await pointsOf('{ experts(text: $t) { count } }', 500)).toBe(3);
    expect(await pointsOf('{ experts(text: $t) { count } changes(text: $t) { count } }', 500)).toBe(5);
    expect(await pointsOf('{ alliances { experts(text: $t) { count } } }', 500)).toBeGreaterThanOrEqual(40);
  });

  test('are too many together, where they took the hub 1.7 s for one point', async () => {
    await expect(pointsOf(`{ ${aliases(95)} }`, 490)).rejects.toMatchObject({ extensions: { code: 'TOO_COSTLY' } });
  });

  test('are none where they are completed, or refused unread for their length', async () => {
    expect(await pointsOf('{ concepts(text: $t) { count } }', 500)).toBe(1);
    expect(await pointsOf('{ experts(text: $t) { count } }', 501)).toBe(1);
  });
});

describe('HUB-695 searches for each object of a list', () => {
  const asking = buildSchema(`
    type Query { concepts(first: Int): [Concept!]! }
    type Concept { cities: Page }
    type Page { count: Int }
  `);

  async function ask(names: number): Promise<unknown> {
    const fields = Array.from({ length: names }, (_, at) => `a${at}: cities { count }`).join(' ');
    const parsed = parse(`{ concepts(first: 100) { ${fields} } }`);
    const [operation] = parsed.definitions;
    const plugin = checkOperation(({ coordinate }) => (coordinate === 'Query.concepts' ? 100 : undefined), 60);
    const contextValue = { work: new AnswerWork() };
    const context = { schema: asking, document: parsed, operation, request: {}, contextValue } as never;
    const listener = await plugin.requestDidStart?.(context);
    return listener?.didResolveOperation?.(context);
  }

  test('are refused where they are thousands, before one has begun: they held the hub for 230 ms', async () => {
    await expect(ask(80)).rejects.toThrow('With full lists this query begins 8000 searches');
  });

  test('are begun where they are as many as somebody asks for', async () => {
    await expect(ask(3)).resolves.toBeUndefined();
  });
});
