import { LANGUAGES } from '../language/Texts';
import { textsOf } from '../language/textsOf';
import { german } from '../language/german';
import { describeRefusal } from './describeRefusal';
import type { Search } from './Search';

const search: Search = {
  ...{ kind: 'programmes', text: 'parks', concepts: ['concept:x'], cities: ['atlantis'], alliances: [], lang: 'de' },
  ...{ after: 'abc', conditions: { country: ['XX1'], populationMin: ['5'], populationMax: ['1'], near: ['nope:5'] } },
};
const refusedFor = (argument: string, value?: string) =>
  ({ state: 'refused', message: 'In English.', code: 'BAD_USER_INPUT', argument, value }) as const;
const tell = (argument: string, value?: string) => describeRefusal(refusedFor(argument, value), search, german);

test('what is wrong with a search is told in the reader’s language, with the search that goes on without it', () => {
  expect(tell('filter.cities', 'atlantis')).toEqual({
    reason: 'Im Netz gibt es keine Stadt „atlantis“.',
    wayOn: { label: 'Ohne diese Bedingung suchen: atlantis', other: { cities: [] } },
  });
  expect(tell('filter.near.city', 'nope').reason).toBe(german.noSuchCentre('nope'));
  expect(tell('concepts', 'concept:x').wayOn?.other).toEqual({ concepts: [] });
  expect(tell('after', 'abc')).toEqual({ reason: german.pageGone, wayOn: { label: german.firstPage, other: {} } });
});

test('a condition goes as a whole, and the others stay', () => {
  const sized = { ...search, conditions: { country: ['XX1'], near: ['nope:5'], populationMax: ['1'] } };
  expect(describeRefusal(refusedFor('filter.population', '-1'), sized, german).wayOn?.other).toEqual({
    conditions: { country: ['XX1'], near: ['nope:5'] },
  });
  expect(Object.keys(tell('filter.countries', 'XX1').wayOn?.other.conditions ?? {})).not.toContain('country');
});

test('HUB-653 sizes of cities in the wrong order are told as such, and lead on to the search with both in their places', () => {
  const conditions = { ...search.conditions, populationMin: ['80000'], populationMax: ['20000'] };
  const told = describeRefusal(
    refusedFor('filter.population', 'min 80000, max 20000'),
    { ...search, conditions },
    german,
  );
  expect(told).toEqual({
    reason:
      'Keine Stadt hat mindestens 80.000 und höchstens 20.000 Einwohner. Tauschen Sie die beiden Zahlen, oder lassen Sie eine weg.',
    wayOn: {
      label: '20.000 bis 80.000 Einwohner',
      other: { conditions: { ...conditions, populationMin: ['20000'], populationMax: ['80000'] } },
    },
  });
});

test('what costs too much and what is asked too often are told as such', () => {
  for (const language of LANGUAGES) {
    const texts = textsOf(language);
    const told = (code: string) => describeRefusal({ state: 'refused', message: '', code }, search, texts).reason;
    expect([told('TOO_COSTLY'), told('RATE_LIMITED')]).toEqual([texts.tooCostly, `${texts.tooManyQuestions}.`]);
  }
});

test('HUB-580 a question of signs alone is told to have no word, in each language, and one that is too long to be so', () => {
  for (const language of LANGUAGES) {
    const texts = textsOf(language);
    const told = (text: string) => describeRefusal(refusedFor('text', text), { ...search, text }, texts).reason;
    expect(['???', '🏠', 'parks'].map(told)).toEqual([texts.noWord, texts.noWord, texts.tooLong('text')]);
  }
});

test('what nobody foresaw is left to the hub’s own words', () => {
  expect(tell('filter.weather')).toEqual({ reason: undefined, wayOn: undefined });
});
