import { MAX_ASPECTS } from '../../../subgraphs/contract/tiers';
import { isConnected } from '../../../subgraphs/directory/network/Network';
import type { Network } from '../../../subgraphs/directory/network/Network';
import type { Vocabulary } from '../../../subgraphs/directory/vocabulary/Vocabulary';

/** A field as an operation asks for it. */
export interface AskedField {
  /** Such as `Alliance.cities`. */
  readonly coordinate: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The field that gave the object which has this one. Undefined at the root. */
  readonly owner: AskedField | undefined;
}

/** How long a list can be that a field gives. Undefined for one of which nothing is known. */
export type ListSizeOf = (field: AskedField) => number | undefined;

/** The longest lists of the network and the vocabulary. */
type Measures = ReturnType<typeof measureNetwork> & ReturnType<typeof measureVocabulary>;
type SizeRule = (field: AskedField, measures: Measures) => number;

/** Of a record's own lists, which its city decides on. What they really have is counted while the answer is built. */
const RECORD_LIST = 5;
/** Subgraphs refuse what is no page; no field gives a larger one. */
const MAX_PAGE = 1_000;
/** Searches take no more; whoever gives more is refused. */
const MAX_CONCEPTS = 100;
/** Concepts that a text is taken to name at most (`Vocabulary.read`). */
const MAX_UNDERSTOOD = 5;
/** Parts of a text that a search tells what it made of. */
const MAX_TOLD = 30;
/** Concepts that a text may be about, at most. */
const MAX_GUESSED = 3;
/** Values of a facet that cities name as they like. */
const MAX_VALUES = 100;
/** Questions near one that found nothing, at most. */
const MAX_NEAR = 10;

/** Of searches, which can be read from either end and so have no default in the schema. */
const DEFAULT_PAGE = 20;

const page: SizeRule = ({ args: { first, last } }) => {
  const size = last ?? first ?? DEFAULT_PAGE;
  return typeof size === 'number' && size > 0 && size <= MAX_PAGE ? size : 1;
};
const pageOfOwner: SizeRule = ({ owner }, measures) => (owner === undefined ? 1 : page(owner, measures));
const ofRecord: SizeRule = () => RECORD_LIST;
const always =
  (size: number): SizeRule =>
  () =>
    size;

/** Where the size of each list of the API comes from. A connection's `nodes` and `edges` are a page of the field before. */
const RULES: Readonly<Record<string, SizeRule>> = {
  'Query.concepts': (field, measures) => Math.min(page(field, measures), measures.concepts),
  'Query.suggest': page,
  'Query.nodes': ({ args: { ids } }) => (Array.isArray(ids) ? ids.length : 1),
  'Query.alliances': (_, { alliances }) => alliances,
  'Alliance.cities': (_, { citiesOfAlliance }) => citiesOfAlliance,
  'City.alliances': (_, { alliancesOfCity }) => alliancesOfCity,
  'City.languages': (_, { languagesOfCity }) => languagesOfCity,

  'Concept.broader': (_, { broader }) => broader,
  'Concept.narrower': (_, { narrower }) => narrower,
  'Concept.related': (_, { related }) => related,
  'Concept.altLabels': (_, { altLabels }) => altLabels,
  'Concept.exactMatch': (_, { exactMatch }) => exactMatch,

  ...ofEachSearch('Expert'),
  ...ofEachSearch('Programme'),
  ...ofEachSearch('Exchange'),
  ...ofEachSearch('Offer'),
  ...ofEachSearch('Need'),
  'Coverage.cities': askedCities,
  'Facets.cities': (_, { connected }) => connected,
  'Facets.alliances': (_, { alliances }) => alliances,
  'Facets.concepts': (_, { concepts }) => concepts,
  'Facets.statuses': always(4),
  'Facets.languages': always(MAX_VALUES),
  'Facets.roles': always(5),
  'ChangeList.nodes': pageOfOwner,
  'ChangeList.understood': always(MAX_TOLD),
  'ChangeList.ignored': always(MAX_TOLD),
  'AdaptationList.nodes': pageOfOwner,
  'SimilarCityEdge.why': always(4),
  'SimilarityReason.concepts': always(5),
  'SimilarityReason.alliances': (_, { alliancesOfCity }) => alliancesOfCity,
  'Facets.countries': (_, { countries }) => countries,
  'Facets.populations': always(7),
  'Facets.years': always(MAX_VALUES),
  'Facets.goodPractice': always(2),
  'Facets.openToVisitors': always(2),
  'Facets.funders': always(MAX_VALUES),
  'Facets.needStatuses': always(2),
  // Those of its topics' mappings.
  'NeedMatch.concepts': always(RECORD_LIST * RECORD_LIST),

  'Exchange.guests': ofRecord,
  'Exchange.partners': ofRecord,
  'Exchange.programmes': ofRecord,
  'Exchange.results': ofRecord,
  'Exchange.topics': ofRecord,
  'Need.topics': ofRecord,
  'Offer.languages': ofRecord,
  'Offer.topics': ofRecord,
  'Programme.additional': ofRecord,
  'Programme.costs': ofRecord,
  'Programme.documents': ofRecord,
  'Programme.exchanges': ofRecord,
  'Programme.funding': ofRecord,
  'Programme.legalBasis': ofRecord,
  'Programme.lessons': ofRecord,
  'Programme.offers': ofRecord,
  'Programme.partners': ofRecord,
  'Programme.results': ofRecord,
  'Programme.staff': ofRecord,
  'Programme.targetGroups': ofRecord,
  'Programme.topics': ofRecord,
  'Staff.additional': ofRecord,
  'Staff.experiences': ofRecord,
  'Staff.languages': ofRecord,
  'Staff.programmes': ofRecord,
  'Topic.mappings': ofRecord,
};

function ofEachSearch(kind: string): Readonly<Record<string, SizeRule>> {
  return {
    [`${kind}SearchConnection.understood`]: always(MAX_TOLD),
    [`${kind}SearchConnection.ignored`]: always(MAX_TOLD),
    [`${kind}SearchConnection.didYouMean`]: always(MAX_GUESSED),
    [`${kind}SearchConnection.nearQuestions`]: always(MAX_NEAR),
    [`${kind}SearchConnection.expansion`]: expansion,
    // The best reason, one for each other aspect, and one for the words that lift.
    [`${kind}SearchEdge.why`]: always(MAX_ASPECTS + 1),
  };
}

/** The sizes of the lists of the API, with the network as it is now and the vocabulary. */
export function createListSizes(network: () => Network, vocabulary: Vocabulary): ListSizeOf {
  const ofVocabulary = measureVocabulary(vocabulary);
  const measured = new WeakMap<Network, Measures>();
  return (field) => {
    const rule = ruleOf(field.coordinate);
    if (rule === undefined) return undefined;
    const current = network();
    const measures = measured.get(current) ?? { ...measureNetwork(current), ...ofVocabulary };
    measured.set(current, measures);
    return rule(field, measures);
  };
}

function ruleOf(coordinate: string): SizeRule | undefined {
  if (Object.hasOwn(RULES, coordinate)) return RULES[coordinate];
  return /Connection\.(nodes|edges)$/.test(coordinate) ? pageOfOwner : undefined;
}

/** What a search is about, with all that is narrower. A text may add some. */
function expansion({ owner }: AskedField, { closureOf, longestClosure, concepts }: Measures): number {
  // The concepts of a need are not known here.
  if (owner?.coordinate.startsWith('NeedMatch.')) return concepts;
  if (owner?.coordinate.startsWith('Concept.')) return longestClosure;
  const { concepts: ids, text } = owner?.args ?? {};
  let size = typeof text === 'string' ? MAX_UNDERSTOOD * longestClosure : 0;
  if (Array.isArray(ids)) for (const id of new Set(ids.slice(0, MAX_CONCEPTS))) size += closureOf(String(id));
  return Math.min(concepts, Math.max(1, size));
}

/** Those that a search asks: its owner is the search's `coverage`. */
function askedCities({ owner }: AskedField, { connected }: Measures): number {
  const { cities } = (owner?.owner?.args['filter'] ?? {}) as { readonly cities?: unknown };
  return Array.isArray(cities) && cities.length > 0 ? Math.min(cities.length, connected) : connected;
}

function measureNetwork({ cities, alliances }: Network) {
  const entries = [...cities.values()];
  return {
    connected: atLeastOne(entries.filter(isConnected).length),
    countries: atLeastOne(new Set(entries.map(({ country }) => country)).size),
    alliances: atLeastOne(alliances.size),
    citiesOfAlliance: longest([...alliances.values()].map(({ cityIds }) => cityIds)),
    alliancesOfCity: longest(entries.map(({ allianceIds }) => allianceIds)),
    languagesOfCity: longest(entries.map(({ languages }) => languages)),
  };
}

function measureVocabulary(vocabulary: Vocabulary) {
  const all = vocabulary.concepts();
  // Looked at for each concept of each search of an operation.
  const closures = new Map(all.map(({ id }) => [id, 1 + vocabulary.narrower(id).length]));
  const longestOf = (name: 'broader' | 'narrower' | 'related' | 'altLabels' | 'exactMatch'): number =>
    longest(all.map((concept) => concept[name]));
  return {
    concepts: atLeastOne(all.length),
    closureOf: (id: string): number => closures.get(id) ?? 1,
    longestClosure: Math.max(1, ...closures.values()),
    broader: longestOf('broader'),
    narrower: longestOf('narrower'),
    related: longestOf('related'),
    altLabels: longestOf('altLabels'),
    exactMatch: longestOf('exactMatch'),
  };
}

function longest(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((most, { length }) => Math.max(most, length), 1);
}

function atLeastOne(count: number): number {
  return Math.max(1, count);
}
