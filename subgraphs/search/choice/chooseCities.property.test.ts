import { distance } from '@turf/distance';
import fc from 'fast-check';
import type { SearchableCity, SearchableNetwork } from '../SearchSources';
import type { ConceptCount, Counts, Summary } from '../summary/Summary';
import { SummaryIndex } from '../summary/SummaryIndex';
import type { ChooseCitiesInput, CityChoice, ChosenCity } from './chooseCities';
import { chooseCities } from './chooseCities';
import type { CityFilter } from './Candidates';
import { EVERY_CITY } from './Candidates';

// The index is fast because it keeps books: here it is held against a specification that keeps none.

const KINDS = ['staff', 'programmes', 'exchanges', 'offers', 'needs'] as const;

const cityId = fc.constantFrom('aachen', 'bad-b', 'bad', 'bada', 'bonn', 'c', 'ulm', 'ulm-2', 'z9', 'zz');
const concept = fc.constantFrom('a', 'b', 'c', 'd');
const alliance = fc.constantFrom('alliance:x', 'alliance:y');
const country = fc.constantFrom('DE', 'NL');
const latitude = fc.double({ min: 47, max: 55, noNaN: true });
const longitude = fc.double({ min: 5, max: 15, noNaN: true });

const city = fc
  .record<SearchableCity>(
    {
      id: cityId,
      country,
      connected: fc.boolean(),
      suspended: fc.boolean(),
      allianceIds: fc.uniqueArray(alliance),
      languages: fc.uniqueArray(fc.constantFrom('de', 'de-AT', 'NL', 'en-GB'), { maxLength: 2 }),
      population: fc.integer({ min: 1, max: 10 }),
      location: fc.record({ latitude, longitude }),
    },
    { requiredKeys: ['id', 'country', 'connected', 'allianceIds', 'languages'] },
  )
  .map((each) => ({ ...each, suspended: each.suspended === true && !each.connected }));
const network: fc.Arbitrary<SearchableNetwork> = fc
  .uniqueArray(city, { selector: ({ id }) => id })
  .map((cities) => ({ cities: new Map(cities.map((each) => [each.id, each])), alliances: new Map() }));

const number = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(1, 2, 65_535, 65_536, 2 ** 31 - 1));
const counts: fc.Arbitrary<Counts> = fc
  .uniqueArray(
    fc.tuple(
      concept,
      fc.record<ConceptCount>({ staff: number, programmes: number, exchanges: number, offers: number, needs: number }),
    ),
    { selector: ([id]) => id },
  )
  .map((entries) => new Map(entries));
const asOf = fc.integer({ min: 1, max: 20 }).map((day) => new Date(Date.UTC(2026, 2, day)));
const countsNeeds = fc.boolean();
const summary = fc
  .record<Summary>({ version: fc.constantFrom('1', '2'), asOf, public: counts, network: counts, countsNeeds })
  .map((each): Summary =>
    each.countsNeeds ? each : { ...each, public: noNeeds(each.public), network: noNeeds(each.network) },
  );
const noNeeds = (section: Counts): Counts => new Map([...section].map(([id, count]) => [id, { ...count, needs: 0 }]));

type Change =
  | { readonly type: 'set'; readonly id: string; readonly summary: Summary }
  | { readonly type: 'confirm'; readonly id: string; readonly version: string; readonly asOf: Date }
  | { readonly type: 'delete'; readonly id: string }
  | { readonly type: 'choose'; readonly question: Asked };

type Asked = Omit<ChooseCitiesInput, 'summaries' | 'network'>;

const some = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(new Set<T>()) },
    fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((values) => new Set(values)),
  );
const filter: fc.Arbitrary<CityFilter> = fc.oneof(
  fc.constant(EVERY_CITY),
  fc.record<CityFilter>({
    cities: some(cityId),
    named: fc.option(some(cityId)),
    alliances: some(alliance),
    countries: some(country),
    languages: some(fc.constantFrom('de', 'nl', 'en')),
    population: fc.option(
      fc
        .tuple(fc.integer({ min: 0, max: 10 }), fc.constantFrom(0, 3, Infinity))
        .map(([min, more]) => ({ min, max: min + more })),
    ),
    near: fc.option(fc.record({ latitude, longitude, km: fc.constantFrom(1, 200, 500, 20_000) })),
    excluded: fc.record({ cities: some(cityId), alliances: some(alliance), countries: some(country) }),
    without: some(cityId),
  }),
);
const groups = fc.array(
  fc
    .uniqueArray(concept, { minLength: 1, maxLength: 3 })
    .map((concepts) => ({ terms: concepts.map((id) => ({ concept: id, weight: 1000 })) })),
  { maxLength: 3 },
);
const asked = fc.record<Asked>({
  filter,
  question: fc
    .record({ groups, words: fc.boolean() })
    .map(({ groups, words }) => ({ groups, text: words || groups.length === 0 ? 'w' : null, weights: new Map() })),
  counted: fc.constantFrom(...KINDS),
  viewer: fc.record({ anonymous: fc.boolean() }),
  maxCitiesForText: fc.integer({ min: 0, max: 8 }),
});
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('set' as const), id: cityId, summary }) },
  fc.record({ type: fc.constant('confirm' as const), id: cityId, version: fc.constantFrom('1', '2'), asOf }),
  fc.record({ type: fc.constant('delete' as const), id: cityId }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('choose' as const), question: asked }) },
);

function passes(each: SearchableCity, conditions: CityFilter): boolean {
  const { cities, alliances, countries, languages, population, near, excluded, without } = conditions;
  const { location } = each;
  if (without.has(each.id) || excluded.cities.has(each.id) || excluded.countries.has(each.country)) return false;
  if (each.allianceIds.some((id) => excluded.alliances.has(id))) return false;
  if (cities.size > 0 && !cities.has(each.id)) return false;
  if (conditions.named !== null && !conditions.named.has(each.id)) return false;
  if (alliances.size > 0 && !each.allianceIds.some((id) => alliances.has(id))) return false;
  if (countries.size > 0 && !countries.has(each.country)) return false;
  if (languages.size > 0 && !each.languages.some((tag) => languages.has(tag.slice(0, 2).toLowerCase()))) return false;
  if (population && !(each.population! >= population.min && each.population! <= population.max)) return false;
  if (!near) return true;
  if (!location) return false;
  return distance([location.longitude, location.latitude], [near.longitude, near.latitude]) <= near.km;
}

function specify(
  { filter: conditions, question, counted, viewer, maxCitiesForText }: Asked,
  { cities }: SearchableNetwork,
  summaries: ReadonlyMap<string, Summary>,
): CityChoice {
  const passing = [...cities.values()].filter((each) => passes(each, conditions));
  const idsOf = (those: readonly SearchableCity[]): string[] => those.map(({ id }) => id).sort();
  const candidates = idsOf(passing.filter(({ connected }) => connected));
  const suspended = idsOf(passing.filter((each) => each.suspended === true));
  if (question.groups.length === 0) {
    return {
      asked: candidates.slice(0, maxCitiesForText).map((id) => ({ cityId: id, withheld: null })),
      notAsked: Math.max(0, candidates.length - maxCitiesForText),
      withheld: null,
      suspended,
      candidates: candidates.length,
      summariesAsOf: null,
    };
  }
  const canMatch = (...sections: Counts[]) =>
    question.groups.every(({ terms }) =>
      terms.some((term) => sections.some((section) => (section.get(term.concept)?.[counted] ?? 0) > 0)),
    );
  const chosen: ChosenCity[] = [];
  const ages: number[] = [];
  let withheld = 0;
  for (const id of candidates) {
    const known = summaries.get(id);
    if (!known) {
      chosen.push({ cityId: id, withheld: null });
      continue;
    }
    ages.push(known.asOf.getTime());
    if (counted === 'needs' && !known.countsNeeds) {
      chosen.push({ cityId: id, withheld: null });
      continue;
    }
    const hidden = viewer.anonymous && canMatch(known.network);
    if (viewer.anonymous ? canMatch(known.public) : canMatch(known.public, known.network)) {
      chosen.push({ cityId: id, withheld: question.text === null ? hidden : null });
    } else if (hidden) withheld += 1;
  }
  return {
    asked: chosen,
    notAsked: 0,
    withheld: viewer.anonymous && question.text === null ? withheld : null,
    suspended,
    candidates: candidates.length,
    summariesAsOf: ages.length === 0 ? null : new Date(Math.min(...ages)),
  };
}

/** As a summary comes back: what counts nothing is left out. */
function withoutZeros(section: Counts): Counts {
  return new Map([...section].filter(([, count]) => KINDS.some((kind) => count[kind] > 0)));
}

test('whatever summaries come, change and go, the choice is that of the specification', () => {
  fc.assert(
    fc.property(
      fc.array(network, { minLength: 1, maxLength: 2 }),
      fc.array(change, { maxLength: 60, size: 'max' }),
      (networks, changes) => {
        const index = new SummaryIndex();
        const summaries = new Map<string, Summary>();
        changes.forEach((each, step) => {
          const now = networks[Math.floor((step * networks.length) / changes.length)]!;
          switch (each.type) {
            case 'set':
              index.set(each.id, each.summary);
              summaries.set(each.id, each.summary);
              break;
            case 'confirm': {
              index.confirm(each.id, each);
              const known = summaries.get(each.id);
              if (known?.version === each.version) summaries.set(each.id, { ...known, asOf: each.asOf });
              break;
            }
            case 'delete':
              index.delete(each.id);
              summaries.delete(each.id);
              break;
            case 'choose':
              expect(chooseCities({ ...each.question, network: now, summaries: index })).toEqual(
                specify(each.question, now, summaries),
              );
          }
        });
        for (const [id, known] of summaries) {
          const expected = { ...known, public: withoutZeros(known.public), network: withoutZeros(known.network) };
          expect(index.get(id)).toEqual(expected);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the counts on a concept, and their sums, are those of the summaries, as the viewer may see them', () => {
  const cities = fc.uniqueArray(fc.tuple(cityId, summary), { selector: ([id]) => id });
  fc.assert(
    fc.property(network, cities, concept, filter, fc.boolean(), (now, known, id, conditions, anonymous) => {
      const index = new SummaryIndex();
      for (const [each, its] of known) index.set(each, its);
      const expected = [...known]
        .filter(([each]) => now.cities.get(each)?.connected === true && passes(now.cities.get(each)!, conditions))
        .map(([each, its]) => {
          const sum = (kind: keyof ConceptCount) =>
            (its.public.get(id)?.[kind] ?? 0) + (anonymous ? 0 : (its.network.get(id)?.[kind] ?? 0));
          return {
            cityId: each,
            counts: {
              staff: sum('staff'),
              programmes: sum('programmes'),
              exchanges: sum('exchanges'),
              offers: sum('offers'),
              needs: sum('needs'),
            },
            countsNeeds: its.countsNeeds,
          };
        })
        .filter(({ counts: each }) => KINDS.some((kind) => each[kind] > 0))
        .sort((a, b) => (a.cityId < b.cityId ? -1 : 1));
      const scope = { network: now, filter: conditions };
      expect(index.countsOn(id, scope, { anonymous })).toEqual(expected);
      const total = (kind: keyof ConceptCount) => expected.reduce((sum, { counts }) => sum + counts[kind], 0);
      expect(index.sumOn(id, scope, { anonymous })).toEqual(
        expected.length === 0
          ? undefined
          : {
              cities: expected.length,
              counts: Object.fromEntries(KINDS.map((kind) => [kind, total(kind)])),
              countsNeeds: expected.some(({ countsNeeds }) => countsNeeds),
            },
      );
    }),
  );
});
