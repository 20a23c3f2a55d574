import { fingerprintOf } from './fingerprintOf';

const question = { concepts: ['concept:a', 'concept:b'], filter: { kinds: ['PERSON'], population: { min: 1 } } };

test.each([
  ['names of another order', { filter: { population: { min: 1 }, kinds: ['PERSON'] }, concepts: question.concepts }],
  ['a list of another order', { ...question, concepts: ['concept:b', 'concept:a'] }],
  ['a null beside', { ...question, text: null }],
  ['an empty list beside', { ...question, filter: { ...question.filter, statuses: [] } }],
])('with %s a question asks the same', (_, other) => {
  expect(fingerprintOf(other)).toBe(fingerprintOf(question));
});

test.each([
  ['a condition less', { ...question, filter: { kinds: ['PERSON'] } }],
  ['another value', { ...question, filter: { ...question.filter, population: { min: 2 } } }],
  ['a concept more', { ...question, concepts: [...question.concepts, 'concept:c'] }],
  ['two values as one', { ...question, concepts: ['concept:a,concept:b'] }],
  ['something else', { ...question, order: 'TITLE' }],
])('with %s it does not', (_, other) => {
  expect(fingerprintOf(other)).not.toBe(fingerprintOf(question));
});
