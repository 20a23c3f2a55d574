import { dutch } from '../language/dutch';
import { english } from '../language/english';
import { german } from '../language/german';
import { fullCoverage } from '../test/createFakeQuery';
import { describeFound, describeReading, readingOf } from './reading';
import type { ReadPage } from './reading';
import type { AnswerStatus, UnderstoodPart } from './SearchAnswer';

const part = (kind: UnderstoodPart['kind'], text: string, more: Partial<UnderstoodPart> = {}): UnderstoodPart => ({
  ...{ kind, text, label: text, concept: null, city: null, country: null, excluded: false },
  ...more,
});
const term = (label: string) => ({ id: `concept:${label}`, label });
const concept = (label: string, narrower: readonly string[] = []) =>
  part('CONCEPT', label, { concept: { ...term(label), narrower: narrower.map(term) } });
const gera = part('CITY', 'Gera', {
  city: { id: 'gera', name: 'Gera', country: 'DE', population: 104_659, connected: true },
});
const read = (values: Partial<ReadPage>): ReadPage => ({
  ...{ totalCount: 0, totalCountIsExact: true, totalMatchingAll: null },
  ...{ understood: [], ignored: [], didYouMean: [], nearQuestions: [], expansion: [], coverage: fullCoverage },
  ...values,
});

test('HUB-633 places that are left out are told as such, and are not the cities that were asked for', () => {
  const left = { ...gera, text: 'not in Gera', excluded: true };
  expect(readingOf(read({ understood: [left] })).cities).toEqual([]);
  expect(describeReading(read({ understood: [left] }), english)).toEqual(['Not Gera']);
  expect(describeReading(read({ understood: [left] }), german)).toEqual(['Nicht Gera']);
  expect(describeReading(read({ understood: [left] }), dutch)).toEqual(['Niet Gera']);
});

test('HUB-747 a country has its name in the language of the page', () => {
  const country = part('COUNTRY', 'Netherlands', { country: 'NL' });
  const told = [english, german, dutch].flatMap((texts) => describeReading(read({ understood: [country] }), texts));
  expect(told).toEqual(['Only Netherlands', 'Nur Niederlande', 'Alleen Nederland']);
});

test('concepts stand before the number of those that are narrower', () => {
  const expansion = ['housing', 'rents', 'squares'].map((label) => ({ id: `concept:${label}`, label }));
  const page = read({ understood: [concept('housing')], expansion });
  expect(describeReading(page, english)).toEqual(['Understood as: housing · and 2 narrower ones']);
  expect(describeReading(page, german)).toEqual(['Verstanden als: housing · und 2 engere Begriffe']);
  expect(describeReading(page, dutch)).toEqual(['Begrepen als: housing · en 2 specifiekere termen']);
});

test('of one broad subject those right below it are offered, and of a narrow one none', () => {
  const below = Array.from({ length: 40 }, (_, at) => term(`n${at}`));
  const tell = (expansion: ReadPage['expansion'], more: readonly UnderstoodPart[] = []) =>
    describeReading(read({ understood: [concept('social', ['poverty', 'care']), ...more], expansion }), english);
  expect(tell(below)).toContain('A broad subject. Perhaps more precisely: poverty, care');
  expect([...tell(below.slice(1)), ...tell(below, [concept('schools')])].join()).not.toContain('broad');
});

test('those of which most was found are offered first', () => {
  const counted = { withheld: false, notDivided: 0, cities: [], alliances: [], countries: [], populations: [] };
  const concepts = ['housing', 'care'].map((label, at) => ({ concept: term(label), count: 9 - at, fewerThan: null }));
  const page = read({
    understood: [concept('social', ['poverty', 'care'])],
    expansion: Array.from({ length: 40 }, (_, at) => term(`n${at}`)),
    facets: { ...counted, concepts },
  });
  expect(readingOf(page).choices).toEqual([term('care'), term('poverty')]);
});

test('places, words and what had no effect have a line each', () => {
  const page = read({
    understood: [concept('housing'), gera, part('NAME', 'Ada Ausgedacht')],
    ignored: [
      { text: 'Bad Salzungen', reason: 'NOT_IN_NETWORK' },
      { text: 'Ede', reason: 'NOT_IN_NETWORK' },
      { text: 'Stadt', reason: 'TOO_VAGUE' },
    ],
  });
  expect(describeReading(page, german)).toEqual([
    'Verstanden als: housing',
    'Als Wort gesucht: Ada Ausgedacht',
    'Nur Gera',
    'Nicht im Netz: Bad Salzungen, Ede',
    'Zu unbestimmt: Stadt',
  ]);
});

test('no more than six of anything are told', () => {
  const understood = Array.from({ length: 9 }, (_, at) => part('CITY', 'Berlin', { label: `Berlin-${at}` }));
  expect(describeReading(read({ understood: [concept('housing'), ...understood] }), english)[1]).toBe(
    'Only Berlin-0, Berlin-1, Berlin-2, Berlin-3, Berlin-4, Berlin-5, …',
  );
  const words = Array.from({ length: 9 }, (_, at) => part('WORD', `w${at}`));
  expect(describeReading(read({ understood: words }), english)).toEqual([
    'Searched for as words: w0 · w1 · w2 · w3 · w4 · w5',
  ]);
});

test('a city alone is told with what is known of it', () => {
  expect(describeReading(read({ understood: [gera] }), german)).toEqual(['Gera (DE), 104.659 Einwohner']);
});

test('conditions that leave no city to ask are told', () => {
  const coverage = { asked: 0, answered: 0, notAsked: 0, withheld: null, complete: false, cities: [] };
  expect(describeFound('experts', read({ coverage }), english)).toBe(
    'No city that could be asked meets all conditions',
  );
});

test('subjects that the question may be about are told as a question', () => {
  const didYouMean = ['pools', 'sport'].map((label) => ({ id: `concept:${label}`, label }));
  const page = read({ understood: [part('WORD', 'baths')], didYouMean });
  expect(describeReading(page, english)).toContain('Did you mean: pools · sport?');
  expect(describeReading(page, german)).toContain('Meinten Sie: pools · sport?');
  expect(describeReading(page, dutch)).toContain('Bedoelde u: pools · sport?');
});

test('questions near one that found nothing are told in a line', () => {
  const nearQuestions = [
    { kind: 'PROGRAMMES' as const, concept: null, everywhere: false, cities: 1 },
    { kind: 'EXPERTS' as const, concept: null, everywhere: true, cities: 3 },
    { kind: 'EXPERTS' as const, concept: term('housing'), everywhere: false, cities: 2 },
  ];
  expect(describeReading(read({ nearQuestions }), english)).toEqual([
    'Questions near it that find something: Programmes: the same question (in 1 city) · ' +
      'People and offices: the same question, in all cities (in 3 cities) · People and offices: housing (in 2 cities)',
  ]);
  expect(describeReading(read({ nearQuestions: null }), german)).toEqual([]);
  // Of what the same cities count, nothing can be had while they say nothing.
  const [city] = fullCoverage.cities;
  const coverage = { ...fullCoverage, complete: false, cities: [{ ...city!, status: 'UNREACHABLE' as const }] };
  expect(describeReading(read({ nearQuestions, coverage }), english)).toEqual([
    'Questions near it that find something: People and offices: the same question, in all cities (in 3 cities)',
  ]);
});

test('how many have all subjects is told where there are several, also that none has', () => {
  const tell = (totalMatchingAll: number | null, totalCount = 5) =>
    describeReading(read({ totalMatchingAll, totalCount }), english);
  expect(tell(2)).toEqual(['2 of them are about all subjects together']);
  expect(tell(0)).toEqual(['None of them is about all subjects together']);
  expect([tell(null), tell(0, 0)]).toEqual([[], []]);
});

test.each([
  [german, 'Keine Programme gefunden', '; die Antwort ist nicht vollständig'],
  [english, 'No programmes found', '; the answer is not complete'],
  [dutch, 'Geen programma’s gevonden', '; het antwoord is niet volledig'],
])('that nothing was found is no statement about cities that did not answer', (texts, found, unless) => {
  const none = { totalCount: 0, totalCountIsExact: true, coverage: fullCoverage };
  expect(describeFound('programmes', none, texts)).toBe(found);
  const silent = { ...none, coverage: { ...fullCoverage, complete: false } };
  expect(describeFound('programmes', silent, texts)).toBe(`${found}${unless}`);
});

test('that no city answered is told in place of that nothing was found', () => {
  const silent = (...statuses: readonly AnswerStatus[]) => ({
    ...{ totalCount: 0, totalCountIsExact: true },
    coverage: {
      ...{ ...fullCoverage, complete: false },
      cities: statuses.map((status) => ({ ...fullCoverage.cities[0]!, status, hits: null })),
    },
  });
  expect(describeFound('programmes', silent('UNREACHABLE', 'TIMED_OUT'), german)).toBe('Keine Stadt hat geantwortet');
  expect(describeFound('programmes', silent('REFUSED'), english)).toBe('The city that was asked did not answer');
  for (const other of ['ANSWERED', 'PARTIAL', 'SUSPENDED'] as const) {
    expect(describeFound('programmes', silent('UNREACHABLE', other), english)).toContain('No programmes found');
  }
});
