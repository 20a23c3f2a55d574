import { mailAddress, phoneAddress, webAddress } from './contact';

test.each(['https://gera.example/wohnen?a=1', 'http://gera.example/'])('%s is a link', (url) => {
  expect(webAddress(url)).toBe(url);
});

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' data:text/html,x', 'www.gera.example', '//x', ''])(
  '%j is no link',
  (url) => {
    expect(webAddress(url)).toBeUndefined();
  },
);

test('a plain e-mail address is a link', () => {
  expect(mailAddress('soziales+wohnen@gera.example')).toBe('mailto:soziales+wohnen@gera.example');
});

test.each(['a@b?bcc=c@d', 'a@b,c@d', 'a b@c', 'javascript:alert(1)', ''])('%j is no address to link', (text) => {
  expect(mailAddress(text)).toBeUndefined();
});

test.each([
  ['+49 30 23125-117', 'tel:+493023125117'],
  ['+31 (0)20 123 45 67', 'tel:+31201234567'],
  ['0049 30/23125 117', 'tel:+493023125117'],
])('%s is a number to call', (text, href) => {
  expect(phoneAddress(text)).toBe(href);
});

test.each(['030 23125117', '115', '+49 30 x; rm', 'tel:+4930', ''])(
  '%j is none that can be called from anywhere',
  (text) => {
    expect(phoneAddress(text)).toBeUndefined();
  },
);
