import { answerLongAddress } from './answerLongAddress';

const headOf = (languages: string): string =>
  `GET /search?text=${'x'.repeat(100)} HTTP/1.1\r\nHost: hub\r\nAccept: text/html\r\nAccept-Language: ${languages}\r\n\r\n`;

test.each([
  ['de-DE,en;q=0.9', 'de'],
  ['fr, en;q=0.2, nl ; q = 0.4', 'nl'],
  ['de;q=0, en;q=0.1', 'en'],
  ['fr', 'en'],
])('a page in the language that %j prefers', (languages, language) => {
  expect(answerLongAddress(headOf(languages))?.headers['Content-Language']).toBe(language);
});

test('HUB-693 sixty thousand blanks among the languages hold nobody up: nothing has counted such a request', () => {
  const startedAt = performance.now();
  expect(answerLongAddress(headOf(`de${' '.repeat(60_000)}x`))?.headers['Content-Language']).toBe('en');
  // They took 8 s.
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test.each(['/questions/experts.csv', '/export.csv'])('words for who asks a question with an address: %s', (path) => {
  const answer = answerLongAddress(`GET ${path}?text=x HTTP/1.1\r\nAccept-Language: nl\r\n\r\n`);
  expect(answer?.headers).toMatchObject({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Language': 'nl' });
});
