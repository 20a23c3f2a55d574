import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { findLacking } from '../composing/findLacking';
import { servedVersion } from './servedVersion';

const schemaOf = (...parts: readonly string[]) => buildSubgraphSchema(parse(parts.join('\n')));

const FIRST = 'type Query { plans: [Plan!] } type Plan { title: String }';
const SECOND = 'extend type Plan { costs: [Cost!] place: String } type Cost { amount: Int }';
const THIRD = 'extend type Cost { currency: String } extend type Query { needs(first: Int): Int }';

const newest = schemaOf(FIRST, SECOND, THIRD);
const versions = [
  ['1.0', schemaOf(FIRST)],
  ['1.1', schemaOf(FIRST, SECOND)],
  ['1.2', newest],
] as const;

test.each([
  ['contract 1.0', [FIRST]],
  ['contract 1.1 in part', [FIRST, 'extend type Plan { place: String }']],
  ['contract 1.1', [FIRST, SECOND]],
  ['contract 1.2 in part', [FIRST, SECOND, 'extend type Query { needs(first: Int): Int }']],
  ['contract 1.2', [FIRST, SECOND, THIRD]],
])('a city is told to serve %s', (expected, parts) => {
  const known = versions.map(([version, schema]) => ({ version, later: findLacking(newest, schema) }));
  expect(servedVersion(known, findLacking(newest, schemaOf(...parts)))).toBe(expected);
});
