import { isPublicAddress } from './addressRules';

test.each(['1.1.1.1', '193.99.144.85', '2a02:2e0:3fe:1001:302::', '2606:4700:4700::1111', '::ffff:193.99.144.85'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ['127.0.0.1', 'this machine'],
  ['127.9.9.9', 'this machine'],
  ['0.0.0.0', 'this machine'],
  ['10.1.2.3', 'a private network'],
  ['172.31.255.255', 'a private network'],
  ['192.168.0.1', 'a private network'],
  ['100.64.0.1', "a provider's network"],
  ['169.254.169.254', 'a link, where clouds tell their secrets'],
  ['192.0.2.1', 'documentation'],
  ['198.18.0.1', 'benchmarks'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'this machine'],
  ['::1', 'this machine'],
  ['::ffff:10.0.0.1', 'a private network in IPv6 form'],
  ['::10.0.0.1', 'a private network in an IPv6 form of old'],
  ['64:ff9b:1::a00:1', "a private network behind a network's own translator"],
  ['fec0::1', 'a site'],
  ['64:ff9b::a00:1', 'a private network behind a translator'],
  ['2002:a00:1::', 'a private network behind a relay'],
  ['fc00::1', 'a private network'],
  ['fe80::1', 'a link'],
  ['ff02::1', 'multicast'],
  ['2001:db8::1', 'documentation'],
  ['', 'nothing'],
  ['gera.example', 'a name'],
])('%s is not: %s', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
