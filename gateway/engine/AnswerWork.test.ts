import { AnswerWork } from './AnswerWork';
import { stringifyAnswer } from './stringifyAnswer';
import { isTurnOver, nextTurn } from './turns';

const spend = (): void => {
  while (!isTurnOver());
};

test('values and characters have a limit, and what failed once goes on no more', async () => {
  const work = new AnswerWork();
  work.count(900_000);
  work.countCharacters(8_000_000);
  expect(() => {
    work.count(100_001);
  }).toThrow(/^The answer to this query takes more than 1000000 values to make, and the limit is 1000000\. /);
  expect(work.failure?.extensions).toMatchObject({ code: 'TOO_COSTLY' });
  await expect(work.pause()).rejects.toBe(work.failure);
  expect(() => {
    new AnswerWork().countCharacters(8 * 1024 * 1024 + 1);
  }).toThrow(/^The answer to this query has more than 8388608 characters, and the limit is 8388608\. /);
});

test('who has held a turn goes on in a later one, and others in between', async () => {
  const order: string[] = [];
  const worker = async (name: string): Promise<void> => {
    const work = new AnswerWork();
    for (let slice = 0; slice < 3; slice++) {
      spend();
      order.push(name);
      expect(work.mayGoOn).toBe(false);
      await work.pause();
    }
  };
  setTimeout(() => order.push('timer'), 1);
  await Promise.all([worker('a'), worker('b')]);
  expect(order.slice(0, 2)).toEqual(['a', 'b']);
  expect(order.indexOf('timer')).toBeLessThan(5);
  // However many parts of one request wait, another one has its turn after each.
  spend();
  const [large, small] = [{}, {}];
  const done: string[] = [];
  const parts = Array.from({ length: 50 }, () => nextTurn(large).then(() => done.push('large')));
  await nextTurn(small).then(() => done.push('small'));
  expect(done.length).toBeLessThan(4);
  await Promise.all(parts);
});

test('work ends some time after the query, and what is made elsewhere is not waited for', async () => {
  const controller = new AbortController();
  const work = new AnswerWork({ signal: controller.signal });
  await work.pause();
  const waiting = work.within(new Promise(() => undefined));
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ extensions: { code: 'QUERY_TIMED_OUT' } });
  await expect(work.pause()).rejects.toMatchObject({ extensions: { code: 'QUERY_TIMED_OUT' } });
});

test('what is there when the time is over is still made into an answer', async () => {
  const work = new AnswerWork({ signal: AbortSignal.abort() });
  await expect(work.pause()).resolves.toBeUndefined();
});

test.each([
  ['a small answer', { data: { a: [1, 'x', null, true, { b: {} }], c: [] } }],
  ['one with keys that are left out', { errors: undefined, data: null }],
  [
    'a large one',
    {
      data: {
        texts: Array.from({ length: 3_000 }, (_, at) => `text "${at}"\n`),
        rows: Array.from({ length: 2_000 }, (_, at) => ({ id: at, none: null, nested: [{ at }, [], {}] })),
        long: 'é'.repeat(2_000_000),
      },
    },
  ],
])('%s is the JSON that it would be in one go', async (_what, answer) => {
  expect(await stringifyAnswer(answer)).toBe(`${JSON.stringify(answer)}\n`);
});
