import { parse } from 'graphql';
import { DocumentStore } from './DocumentStore';

test('what was not asked for longest goes first, where the texts together are too long', async () => {
  const store = new DocumentStore();
  const document = parse(`{ ${'name '.repeat(100_000)} }`);
  for (const key of ['a', 'b']) await store.set(key, document);
  expect(await store.get('a')).toBe(document);
  await store.set('c', document);
  expect(await Promise.all(['a', 'b', 'c'].map((key) => store.get(key)))).toEqual([document, undefined, document]);
});
