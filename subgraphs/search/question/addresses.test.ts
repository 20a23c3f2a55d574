import { addressesIn, withoutAddresses } from './addresses';

test.each([
  ['https://www.gera.de/wohnen/abc?x=1', ['https://www.gera.de/wohnen/abc?x=1'], ''],
  ['homelessness, see www.example.org/a', ['www.example.org/a'], 'homelessness, see'],
  ['HTTP://a.example and http://b.example housing', ['HTTP://a.example', 'http://b.example'], 'and   housing'],
  ['http and www are no addresses', [], 'http and www are no addresses'],
])('HUB-623 of %s the addresses are no words', (text, addresses, rest) => {
  expect(addressesIn(text)).toEqual(addresses);
  expect(withoutAddresses(text)).toBe(rest);
});
