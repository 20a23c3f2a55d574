import type { Answer } from '../startNetwork';
import { network } from './oneCityNetwork';

test.each([
  ['no page at all', `{ experts(text: "housing", first: 0) { totalCount } }`, 'first'],
  ['a page of 100,000', `{ experts(text: "housing", first: 100000) { totalCount } }`, 'first'],
  ['a cursor that is none', `{ experts(text: "housing", after: "rubbish") { totalCount } }`, 'after'],
  ['neither concepts nor text', `{ experts { totalCount } }`, 'concepts'],
  ['a blank text', `{ programmes(text: "  ") { totalCount } }`, 'concepts'],
  ['an unknown concept', `{ exchanges(concepts: ["concept:unicorns"]) { totalCount } }`, 'concepts'],
  ['a malformed concept', `{ exchanges(concepts: ["unicorns"]) { totalCount } }`, 'concepts'],
  [
    'an unknown city in a filter',
    `{ experts(text: "housing", filter: { cities: ["atlantis"] }) { totalCount } }`,
    'filter.cities',
  ],
  ['an unknown city', `{ city(id: "atlantis") { name } }`, 'id'],
  ['a malformed city', `{ city(id: "Ashford!") { name } }`, 'id'],
  ['a page of no cities', `{ cities(first: 0) { totalCount } }`, 'first'],
  ['a page of no staff', `{ city(id: "ashford") { staff(first: 0) { totalCount } } }`, 'first'],
  ['a broken cursor in a city', `{ city(id: "ashford") { staff(after: "rubbish") { totalCount } } }`, 'after'],
])('%s is refused, and the error names the argument', async (_name, document, argument) => {
  const answer = await network.query(document);
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors![0]!.extensions.argument).toBe(argument);
  expectNothingInternal(answer);
});

test('a cursor of one search is refused by another', async () => {
  const { data } = await network.query(`{ experts(text: "housing", first: 1) { pageInfo { endCursor } } }`);
  const answer = await network.query(
    `query ($after: String) { programmes(text: "housing", after: $after) { totalCount } }`,
    {
      after: data.experts.pageInfo.endCursor,
    },
  );
  expect(answer.errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
});

test.each([
  ['a query with a syntax error', `{ experts(`, 'GRAPHQL_PARSE_FAILED'],
  ['a field that does not exist', `{ experts(text: "x") { salaries } }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['what the hub asks cities for', `{ staffHits(day: "2026-01-01", first: 1) { total } }`, 'GRAPHQL_VALIDATION_FAILED'],
])('%s is refused with a code', async (_name, document, code) => {
  const answer = await network.query(document);
  expect(answer.errors![0]!.extensions.code).toBe(code);
  expectNothingInternal(answer);
});

function expectNothingInternal(answer: Answer): void {
  expect(JSON.stringify(answer)).not.toMatch(/stacktrace|node_modules|127\.0\.0\.1|ECONN/);
}
