import type { Summary } from '../summary/Summary';
import { SummaryIndex } from '../summary/SummaryIndex';
import { anythingIn } from './anythingIn';

const NOTHING = { staff: 0, programmes: 0, exchanges: 0, offers: 0, needs: 0 };
const summaryOf = (...counts: [concept: string, staff: number][]): Summary => ({
  ...{ version: '1', asOf: new Date(), network: new Map(), countsNeeds: true },
  public: new Map(counts.map(([concept, staff]) => [concept, { ...NOTHING, programmes: 1, staff }])),
});
const vocabulary = { ids: () => ['concept:a', 'concept:b', 'concept:z'] };
const conceptsFor = (cityIds: readonly string[], summaries: SummaryIndex) =>
  anythingIn(new Set(cityIds), 'staff', summaries, vocabulary).terms.map(({ concept }) => concept);

test('cities are asked for what they count records of the kind on, and one that has told nothing for the vocabulary', () => {
  const summaries = new SummaryIndex();
  summaries.set('gera', summaryOf(['concept:b', 2], ['concept:c', 0]));
  expect(conceptsFor(['gera'], summaries)).toEqual(['concept:b']);
  expect(conceptsFor(['gera', 'ulm'], summaries)).toEqual(['concept:a', 'concept:b', 'concept:z']);
});

test('HUB-638 of many cities it is not looked at what each counts, and nothing is missing', () => {
  const summaries = new SummaryIndex();
  const ids = Array.from({ length: 101 }, (_, at) => `city-${at}`);
  for (const [at, id] of ids.entries()) summaries.set(id, summaryOf([`concept:${at}`, 1]));
  const get = jest.spyOn(summaries, 'get');
  expect(new Set(conceptsFor(ids, summaries))).toEqual(new Set(ids.map((_, at) => `concept:${at}`)));
  expect(get).not.toHaveBeenCalled();
});
