import { hasAll, makeTiers, numbered } from './Tiers';

const BELOW: Readonly<Record<string, readonly string[]>> = { health: ['care', 'shelter'], homelessness: ['shelter'] };
const id = (slug: string) => `concept:${slug}`;
const BESIDE: Readonly<Record<string, readonly string[]>> = { debt: ['poverty'], youth: ['families'] };
const slugOf = (concept: string) => concept.slice('concept:'.length);
const VOCABULARY = {
  narrowerByStep: (concept: string) => [(BELOW[slugOf(concept)] ?? []).map(id)],
  near: (concept: string) => (BESIDE[slugOf(concept)] ?? []).map(id),
};
const weights = new Map(
  ['health', 'homelessness', 'care', 'shelter', 'youth', 'debt'].map((slug) => [
    id(slug),
    slug === 'care' ? 100 : 1000,
  ]),
);
const tiersOf = (aspects: readonly (readonly string[])[], words: readonly string[] = []) =>
  makeTiers(
    aspects.map((slugs) => slugs.map(id)),
    words,
    weights,
    VOCABULARY,
  );

test('an aspect has what is narrower than its concepts, as far as the question has it', () => {
  const tiers = tiersOf([['health'], ['homelessness']])!;
  expect(tiers.aspects.map(({ named, terms }) => [named, terms.map(({ concept }) => concept)])).toEqual([
    ['concept:health', ['concept:health', 'concept:care', 'concept:shelter']],
    ['concept:homelessness', ['concept:homelessness', 'concept:shelter']],
  ]);
  expect(tiers.lift).toEqual([]);
});

test('what is a part of a subject and makes no hit lifts one', () => {
  const tiers = tiersOf([['health'], ['nowhere', 'homelessness']])!;
  expect(tiers.aspects.map(({ terms }) => terms.map(({ concept }) => concept))).toEqual([
    ['concept:health', 'concept:care', 'concept:shelter'],
    ['concept:nowhere', 'concept:homelessness', 'concept:shelter'],
  ]);
});

test.each<[string, readonly (readonly string[])[], readonly string[]]>([
  ['one subject', [['health']], []],
  ['one subject in two words', [['health'], ['health']], []],
  ['words alone', [], ['Wanzar', 'Sandra']],
  ['nothing that the question has', [['nowhere'], ['elsewhere']], []],
])('%s makes no tiers', (_, aspects, words) => {
  expect(tiersOf(aspects, words)).toBeUndefined();
});

test('one subject and a word make tiers; words are told apart as cities do it, each once', () => {
  expect(tiersOf([['health']], ['Müller-Lüdenscheid', 'müller', 'x'.repeat(101)])?.lift).toEqual([
    'müller',
    'lüdenscheid',
  ]);
});

test('no more than five of either are made, and each concept is still one of an aspect', () => {
  const tiers = tiersOf(
    [['health'], ['homelessness'], ['care'], ['shelter'], ['youth'], ['debt']],
    ['a', 'b', 'c', 'd', 'e', 'f'],
  )!;
  expect(tiers.aspects).toHaveLength(5);
  expect(tiers.lift).toHaveLength(5);
  expect(new Set(tiers.aspects.flatMap(({ terms }) => terms.map(({ concept }) => concept)))).toEqual(
    new Set(weights.keys()),
  );
});

test('what is near one of two aspects is told apart behind them, with the aspect itself; of three, none is', () => {
  const tiers = tiersOf([['debt'], ['youth'], []])!;
  expect(
    tiers.near.map(({ of, named, terms }) => [of, slugOf(named), terms.map(({ concept }) => slugOf(concept))]),
  ).toEqual([
    [0, 'debt', ['debt', 'poverty']],
    [1, 'youth', ['youth', 'families']],
  ]);
  expect(numbered(tiers).map(({ named }) => slugOf(named))).toEqual(['debt', 'youth', 'debt', 'youth']);
  expect(tiersOf([['debt'], ['youth'], ['health']])?.near).toEqual([]);
});

test('who has all aspects need not have the words', () => {
  const tiers = tiersOf([['health'], ['youth']], ['wanzar'])!;
  expect([hasAll(tiers, [0, 1]), hasAll(tiers, [0, 2]), hasAll(tiers, [0, 1, 2])]).toEqual([true, false, true]);
});
