import { executionAsyncResource } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Parsing from '../subgraphs/directory/vocabulary/parseVocabulary';

test('promises and timers have nothing to carry from test to test file', async () => {
  const carried = await new Promise<symbol[]>((resolve) => {
    setTimeout(() => {
      resolve(Object.getOwnPropertySymbols(executionAsyncResource()));
    });
  });
  // That of the file that runs, and what packages have, which are loaded once.
  expect(carried.filter(({ description }) => description === 'kResourceStore').length).toBeLessThan(5);
});

test('what watches the process until it ends is there once, whichever test file asks for it', () => {
  const load = (): (() => unknown) => jest.requireActual('../subgraphs/serving/processMetrics').processMetrics;
  const processMetrics = load();
  jest.resetModules();
  expect(load()).toBe(processMetrics);
});

test('HUB-561 a vocabulary is read once, and what is wrong with one is told by each test file in its own words', () => {
  const load = (): typeof Parsing => jest.requireActual('../subgraphs/directory/vocabulary/parseVocabulary');
  const text = readFileSync(join(__dirname, '../schema/topics.ttl'), 'utf8');
  const { parseVocabulary, VocabularyError } = load();
  const vocabulary = parseVocabulary(text, 'topics.ttl');
  jest.resetModules();
  const later = load();
  expect(later.parseVocabulary(text, 'topics.ttl')).toBe(vocabulary);
  expect(later.parseVocabulary(`${text}\n`, 'topics.ttl')).not.toBe(vocabulary);
  expect(later.VocabularyError).not.toBe(VocabularyError);
  expect(() => later.parseVocabulary('', 'topics.ttl')).toThrow(later.VocabularyError);
});
