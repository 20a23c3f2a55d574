import { mailAddress, webAddress } from './ContactLinks';

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
