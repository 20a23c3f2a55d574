import type { Question } from '../question/understand';
import { explain } from './SearchEdge';
import type { Hit } from '../hits/Hit';
import type { MappingKind } from '../../contract/enums';

const question: Question = {
  groups: [],
  text: null,
  weights: new Map([
    ['concept:housing', 1000],
    ['concept:homelessness', 800],
  ]),
};

const hit: Hit = {
  ...{ tier: 0, matched: null },
  ...{ id: 'gera:staff:1', score: 900, topic: 'gera:topic:wohnen', role: 'LED', since: '2010', until: null },
  match: { by: 'concept', concept: 'concept:housing', mapping: 'EXACT_MATCH' },
};

test.each<[MappingKind, string, string]>([
  ['EXACT_MATCH', 'concept:housing', 'EXACT'],
  ['CLOSE_MATCH', 'concept:housing', 'CLOSE'],
  ['BROAD_MATCH', 'concept:housing', 'NARROWER'],
  ['NARROW_MATCH', 'concept:housing', 'BROADER'],
  ['EXACT_MATCH', 'concept:homelessness', 'NARROWER'],
  ['CLOSE_MATCH', 'concept:homelessness', 'NARROWER'],
  ['BROAD_MATCH', 'concept:homelessness', 'NARROWER'],
  ['NARROW_MATCH', 'concept:homelessness', 'BROADER'],
])('a topic with %s to %s, when housing was asked for, matches as %s', (mapping, concept, match) => {
  expect(explain({ ...hit, match: { by: 'concept', concept, mapping } }, question)).toEqual({
    ...{
      match,
      concept: { id: concept },
      topic: { id: 'gera:topic:wohnen' },
      role: 'LED',
      since: '2010',
      until: null,
      text: null,
    },
  });
});

test('a match by text names no concept', () => {
  const byText: Hit = { ...hit, match: { by: 'text', text: 400 }, topic: null, role: null, since: null };
  expect(explain(byText, question)).toEqual({
    ...{ match: 'TEXT', concept: null, topic: null, role: null, since: null, until: null, text: null },
  });
});
