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

test.each([' ', ',', 'x,', ';'])(
  'HUB-693 nothing has counted such a request, so of sixty thousand %j among the languages no more is read than a browser sends',
  (filling) => {
    expect(answerLongAddress(headOf(`fr,${filling.repeat(100)},nl`))?.headers['Content-Language']).toBe('nl');
    expect(answerLongAddress(headOf(`fr,${filling.repeat(60_000)},nl`))?.headers['Content-Language']).toBe('en');
  },
);

test.each(['/questions/experts.csv', '/export.csv'])('words for who asks a question with an address: %s', (path) => {
  const answer = answerLongAddress(`GET ${path}?text=x HTTP/1.1\r\nAccept-Language: nl\r\n\r\n`);
  expect(answer?.headers).toMatchObject({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Language': 'nl' });
});
