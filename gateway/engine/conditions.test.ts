import { parse, print, stripIgnoredCharacters } from 'graphql';
import { settleConditions } from './conditions';

function settle(query: string, variables: Record<string, unknown> = {}): string {
  return stripIgnoredCharacters(print(settleConditions(parse(query), variables)));
}

test('what is left out is gone, with its variables and fragments', () => {
  const query = `query ($on: Boolean!, $first: Int) {
    a @include(if: $on) { b(first: $first) ...F }
    c @skip(if: $on)
    ... @include(if: $on) { d }
  }
  fragment F on T { e }`;
  expect(settle(query, { on: true })).toBe('query($first:Int){a{b(first:$first)...F}...{d}}fragment F on T{e}');
  expect(settle(query, { on: false })).toBe('{c}');
});

test.each([
  ['both hold', '@include(if: true) @skip(if: false)', '{a b}'],
  ['one does not', '@include(if: true) @skip(if: true)', '{a}'],
  ['a null', '@include(if: $null)', '{a}'],
])('of two conditions: %s', (_, conditions, settled) => {
  expect(settle(`query ($null: Boolean = true) { a b ${conditions} }`, { null: null })).toBe(settled);
});

test('an object of which nothing is left is asked for still', () => {
  expect(settle('{ a { b @skip(if: true) } ...F } fragment F on T { c @include(if: false) }')).toBe(
    '{a{__typename}...F}fragment F on T{__typename}',
  );
});

test('a field that is left out in one place stays in another', () => {
  expect(settle('{ a @skip(if: true) { b } a { c } ... { a { d } } }')).toBe('{a{c}...{a{d}}}');
});

test('a document without conditions is left as it is', () => {
  const document = parse('{ a { b } }');
  expect(settleConditions(document, {})).toBe(document);
});
