import { english } from '../language/english';
import { german } from '../language/german';
import { describeWhy } from './describeWhy';
import type { MatchReason, UnderstoodPart } from './SearchAnswer';

const term = (label: string) => ({ id: `concept:${label}`, label });
const asked = (label: string, ...narrower: readonly string[]): UnderstoodPart => ({
  ...{ kind: 'CONCEPT', text: label, label, city: null, country: null, excluded: false },
  concept: { ...term(label), narrower: narrower.map(term) },
});
const reason = (match: MatchReason['match'], topic: string | null, concept: string | null): MatchReason => ({
  ...{ match, role: null, since: null, until: null },
  topic: topic === null ? null : { id: `gera:topic:${topic}`, label: topic },
  concept: concept === null ? null : term(concept),
});
const tell = (why: MatchReason, ...parts: readonly UnderstoodPart[]) => describeWhy(why, parts, english);

test('a topic below what was asked for is told with what it is part of', () => {
  expect(tell(reason('NARROWER', 'Clubs', 'youth work'), asked('youth'))).toBe(
    'the city’s topic “Clubs” belongs to “youth work”, part of “youth”',
  );
  expect(describeWhy(reason('NARROWER', 'Clubs', 'Jugendarbeit'), [asked('Jugend')], german)).toBe(
    'das Thema „Clubs“ der Stadt gehört zu „Jugendarbeit“ und damit zu „Jugend“',
  );
});

test('of several that were asked for, it is the one right above, or none is named', () => {
  const parts = [asked('housing'), asked('youth', 'youth work')];
  expect(tell(reason('NARROWER', 'Clubs', 'youth work'), ...parts)).toContain('part of “youth”');
  expect(tell(reason('NARROWER', 'Clubs', 'street work'), ...parts)).toContain(
    'belongs to “street work”, part of what you asked for',
  );
});

test('nothing is told to be part of itself', () => {
  expect(tell(reason('NARROWER', 'Youth work', 'youth work'), asked('youth'))).toBe(
    'the city’s topic “Youth work” is part of “youth”',
  );
  expect(tell(reason('NARROWER', 'Youth work', 'youth work'), asked('youth work'))).toBe(
    'the city’s topic “Youth work” is close to “youth work”',
  );
  expect(tell(reason('NARROWER', 'Clubs', 'youth work'), asked('youth work'))).toBe(
    'the city’s topic “Clubs” is part of “youth work”',
  );
});

test('any other reason is told as it is', () => {
  expect(tell(reason('EXACT', 'Clubs', 'youth work'), asked('youth work'))).toContain('corresponds to “youth work”');
  expect(tell(reason('TEXT', null, null))).toBe('your words stand in the text');
});
