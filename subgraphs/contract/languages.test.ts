import { isLanguageRange, isLanguageTag, primaryLanguageOf, readLanguageTag } from './languages';

test.each(['de', 'EN-gb', 'zh-Hant-TW', 'german'])('%s is a well-formed tag', (tag) => {
  expect(isLanguageTag(tag)).toBe(true);
});

test.each(['', 'd', 'de_AT', 'de ', 'de-x', `de-x-${'a-'.repeat(50)}a`])('%j is no tag', (tag) => {
  expect(isLanguageTag(tag)).toBe(false);
});

test('a tag that names a language is read in its canonical form', () => {
  expect(readLanguageTag('EN-gb')).toBe('en-GB');
  expect(readLanguageTag('nl')).toBe('nl');
  for (const tag of ['german', '', 'de_AT', 'x-private']) expect(readLanguageTag(tag)).toBeUndefined();
});

test('a language range is letters, digits and hyphens', () => {
  for (const range of ['de', 'de-AT', 'german']) expect(isLanguageRange(range)).toBe(true);
  for (const range of ['', '*', 'de)', 'de-', `de${'-a'.repeat(13)}`]) expect(isLanguageRange(range)).toBe(false);
});

test('the primary language of a tag is in lower case', () => {
  expect(primaryLanguageOf('DE-AT')).toBe('de');
  expect(primaryLanguageOf('nl')).toBe('nl');
});
