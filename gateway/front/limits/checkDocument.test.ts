import { parse } from 'graphql';
import { boundDocument } from './checkDocument';

const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const bound = (query: string) => () => {
  boundDocument(parse(query));
};

test.each([
  ['5,001 fields', `{ ${times(5_001, (at) => `a${at}`)} }`, /more than 5000 fields, and the limit is 5000/],
  [
    'fragments that double each other 400 times',
    `{ ...F0 } ${times(400, (at) => `fragment F${at} on T { ${at < 399 ? `...F${at + 1} a${at}: x { ...F${at + 1} }` : 'y'} }`)}`,
    /and the limit is/,
  ],
  ['501 levels', `${'{ x '.repeat(501)}${'}'.repeat(501)}`, /more than 500 levels deep/],
  ['one field 300 times', `{ ${times(300, () => 'x { y }')} }`, /the same again and again/],
  [
    'one fragment 300 times',
    `{ x { ${times(300, () => '...F')} } } fragment F on T { y }`,
    /in more than 20000 pairs of fields or fragments/,
  ],
  ['the same field below one that is repeated', `{ ${times(150, () => 'x { y }')} }`, /again and again/],
  ['10,001 lines', `{ x }${'\n'.repeat(10_000)}`, /has 10001 lines, and the limit is 10000/],
])('a document with %s is refused before it is validated', (_what, query, message) => {
  expect(bound(query)).toThrow(message);
});

test.each([
  ['fields of different names', `{ ${times(4_900, (at) => `a${at}`)} }`],
  [
    'many fragments for one field',
    `{ x { ${times(100, (at) => `...F${at}`)} } } ${times(100, (at) => `fragment F${at} on T { id }`)}`,
  ],
  ['the same fields at different places', `{ ${times(90, (at) => `a${at}: x { ${times(40, (i) => `f${i}`)} }`)} }`],
  [
    'fragments that go round in a circle, as validation tells',
    '{ ...A } fragment A on T { ...B } fragment B on T { ...A }',
  ],
  ['a fragment that is missing', '{ ...A }'],
])('%s are no matter', (_what, query) => {
  expect(bound(query)).not.toThrow();
});
