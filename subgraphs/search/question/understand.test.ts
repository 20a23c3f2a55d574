import type { Reading, SearchVocabulary, Understood } from '../SearchSources';
import { understand } from './understand';

const steps: Record<string, string[][]> = {
  'concept:housing': [['concept:social-housing'], ['concept:homelessness']],
  'concept:social-housing': [['concept:homelessness']],
  'concept:a': [['concept:b'], ['concept:c'], ['concept:d'], ['concept:e'], ['concept:f']],
};
const named = (id: string, text: string) => ({ id, label: { lang: 'en', text }, text });
const reading = (understood: readonly Understood[]): Reading => ({
  understood,
  aspects: understood.map(({ id }) => [id]),
  parts: [],
  unread: [],
  names: [],
  vague: [],
});
const vocabulary: SearchVocabulary = {
  ids: () => [],
  has: () => true,
  narrower: (id) => (steps[id] ?? []).flat(),
  narrowerByStep: (id) => steps[id] ?? [],
  near: () => [],
  nearest: () => [],
  read: (text) =>
    reading(text === 'youth clubs' ? [named('concept:youth', 'Youth'), named('concept:clubs', 'Clubs')] : []),
};
const term = (slug: string, weight: number) => ({ concept: `concept:${slug}`, weight });

test('ANY makes one group of all concepts, each with its narrower ones', () => {
  const concepts = ['concept:youth', 'concept:housing'];
  const question = understand({ concepts, match: 'ANY', text: null }, vocabulary);
  expect(question.groups).toEqual([
    { terms: [term('youth', 1000), term('housing', 1000), term('social-housing', 800), term('homelessness', 700)] },
  ]);
  expect(question.text).toBeNull();
});

test('ALL makes a group of each concept', () => {
  const concepts = ['concept:youth', 'concept:housing'];
  const question = understand({ concepts, match: 'ALL', text: null }, vocabulary);
  expect(question.groups).toEqual([
    { terms: [term('youth', 1000)] },
    { terms: [term('housing', 1000), term('social-housing', 800), term('homelessness', 700)] },
  ]);
});

test('what has each part of what a text names as a whole is about it, too, though less', () => {
  const whole = { ...reading([named('concept:clubs', 'Clubs')]), parts: [['concept:youth'], ['concept:housing']] };
  const question = understand({ concepts: [], match: 'ANY', text: 'clubs' }, { ...vocabulary, read: () => whole });
  expect(question.groups).toEqual([
    { terms: [term('clubs', 1000), term('youth', 100)] },
    { terms: [term('clubs', 1000), term('housing', 100), term('social-housing', 100), term('homelessness', 100)] },
  ]);
  expect(question.tiers).toBeUndefined();
});

test('HUB-629 of what a text names as a whole its main part is found too, behind what has all parts', () => {
  const whole: Reading = {
    ...reading([named('concept:clubs', 'Clubs')]),
    aspects: [
      ['concept:youth', 'concept:clubs'],
      ['concept:mobility', 'concept:clubs'],
    ],
    parts: [['concept:youth'], ['concept:mobility']],
    main: ['concept:youth'],
  };
  const { groups, tiers } = understand({ concepts: [], match: 'ANY', text: 'x' }, { ...vocabulary, read: () => whole });
  expect(groups).toEqual([{ terms: [term('clubs', 1000), term('youth', 100)] }]);
  expect(tiers?.aspects.map(({ terms }) => terms)).toEqual([
    [term('youth', 100), term('clubs', 1000)],
    [term('mobility', 100), term('clubs', 1000)],
  ]);
});

test('what stands beside such a whole is another subject, and need not have its parts', () => {
  const both: Reading = {
    ...reading([named('concept:clubs', 'Clubs'), named('concept:mobility', 'Mobility')]),
    aspects: [['concept:clubs', 'concept:youth', 'concept:social-housing'], ['concept:mobility']],
    parts: [['concept:youth'], ['concept:social-housing']],
  };
  const { groups, tiers } = understand(
    { concepts: [], match: 'ANY', text: 'clubs' },
    { ...vocabulary, read: () => both },
  );
  expect(groups.map(({ terms }) => terms.map(({ concept }) => concept.slice('concept:'.length)))).toEqual([
    ['clubs', 'mobility', 'youth'],
    ['clubs', 'mobility', 'social-housing', 'homelessness'],
  ]);
  expect(tiers?.aspects.map(({ named: id }) => id)).toEqual(['concept:clubs', 'concept:mobility']);
});

test('a concept that is asked for and narrower than another one asked for has the better weight', () => {
  const concepts = ['concept:housing', 'concept:social-housing'];
  const question = understand({ concepts, match: 'ANY', text: null }, vocabulary);
  expect(question.groups).toEqual([
    { terms: [term('housing', 1000), term('social-housing', 1000), term('homelessness', 800)] },
  ]);
});

test('a concept that stands in several groups counts with its best weight', () => {
  const concepts = ['concept:housing', 'concept:homelessness'];
  const question = understand({ concepts, match: 'ALL', text: null }, vocabulary);
  expect([...question.weights]).toEqual([
    ['concept:housing', 1000],
    ['concept:homelessness', 1000],
    ['concept:social-housing', 800],
  ]);
});

test('a concept that is given twice counts once', () => {
  const concepts = ['concept:youth', 'concept:youth'];
  expect(understand({ concepts, match: 'ALL', text: null }, vocabulary).groups).toEqual([
    { terms: [term('youth', 1000)] },
  ]);
});

test('a text that names concepts makes one more group and is no condition any more', () => {
  const question = understand({ concepts: ['concept:mobility'], match: 'ANY', text: 'youth clubs' }, vocabulary);
  expect(question.groups).toEqual([
    { terms: [term('mobility', 1000)] },
    { terms: [term('youth', 1000), term('clubs', 1000)] },
  ]);
  expect(question.understood.map(({ label }) => label)).toEqual(['Youth', 'Clubs']);
  expect(question.text).toBeNull();
});

test('a text that names none stays a condition on the words', () => {
  const question = understand({ concepts: ['concept:mobility'], match: 'ANY', text: 'Wanzar' }, vocabulary);
  expect(question.groups).toEqual([{ terms: [term('mobility', 1000)] }]);
  expect(question.text).toBe('Wanzar');
});

test('a text that names none may be all there is', () => {
  const question = understand({ concepts: [], match: 'ALL', text: 'Wanzar' }, vocabulary);
  expect(question).toMatchObject({ groups: [], text: 'Wanzar', weights: new Map() });
});

test('what a text named comes last where what it has in common is meant', () => {
  const common = { ...named('concept:social-housing', 'Social housing'), meets: ['concept:housing', 'concept:youth'] };
  const understood = { ...vocabulary, read: () => reading([common]) };
  expect(understand({ concepts: [], match: 'ANY', text: 'housing of youth' }, understood).groups).toEqual([
    { terms: [term('social-housing', 1000), term('homelessness', 800), term('housing', 100), term('youth', 100)] },
  ]);
});

test('narrower concepts weigh less with every step down, and those far below are left out', () => {
  const question = understand({ concepts: ['concept:a'], match: 'ANY', text: null }, vocabulary);
  expect(question.groups).toEqual([
    { terms: [term('a', 1000), term('b', 800), term('c', 700), term('d', 600), term('e', 500)] },
  ]);
});
