import { Closers, openAll } from './Closers';

const seen: string[] = [];
const step = (name: string) => async (): Promise<void> => {
  await new Promise(setImmediate);
  seen.push(name);
  if (name === 'b') throw new Error('b failed');
};

beforeEach(() => {
  seen.length = 0;
});

test('steps run one after the other, and those after a failed one as well', async () => {
  const closers = new Closers();
  for (const name of ['c', 'b', 'a']) closers.add(step(name));
  await expect(closers.close()).rejects.toThrow('b failed');
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('what was closed is not closed again', async () => {
  const closers = new Closers();
  closers.add(step('a'));
  await closers.close();
  await closers.close();
  expect(seen).toEqual(['a']);
});

test('several failures are told together', async () => {
  const closers = new Closers();
  closers.add(step('b'));
  closers.add(step('b'));
  await expect(closers.close()).rejects.toBeInstanceOf(AggregateError);
});

test('what was opened is closed when the next thing cannot be opened', async () => {
  const opening = openAll(async (closers) => {
    for (const name of ['c', 'b', 'a']) closers.add(step(name));
    await Promise.reject(new Error('the port is taken'));
  });
  await expect(opening).rejects.toThrow('the port is taken');
  expect(seen).toEqual(['a', 'b', 'c']);
});
