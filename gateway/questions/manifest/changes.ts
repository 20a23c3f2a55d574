import { RECORD_KINDS } from '../../../subgraphs/contract/changes';
import type { ChangeKind } from '../../../subgraphs/contract/changes';
import { parseId } from '../../../subgraphs/contract/ids';
import { questionTextsOf } from '../../web/language/questionTexts';
import type { Texts } from '../../web/language/Texts';
import { CITY, UNDERSTOOD } from '../../web/search/createSearchOperation';
import { describeReading } from '../../web/search/reading';
import type { City, Coverage as CoverageOfCities, HitPage, Text } from '../../web/search/SearchAnswer';
import { named } from '../inWords';
import { columnsOf, pageAt, tagOf, valuesOf } from '../Question';
import type { Entry, Question } from '../Question';
import { COVERAGE } from './coverageSelection';
import { CONCEPTS, listOf, PLACES, placesIn, TEXT, textParameter } from './sharedParameters';

// What the operation below asks for, in the API's own words; see schema/api.graphql.

interface Changed {
  readonly name?: string;
  readonly label?: string;
  readonly title?: string;
  readonly summary?: string | null;
  readonly text?: Text | null;
}

interface Change {
  readonly recordId: string;
  readonly kind: ChangeKind;
  readonly at: string;
  readonly city: City;
  readonly node: Changed | null;
}

interface ChangeList extends Pick<HitPage<unknown>, 'understood' | 'ignored'> {
  readonly until: string;
  readonly hasMore: boolean;
  readonly nodes: readonly Change[];
  readonly coverage: CoverageOfCities;
}

const TITLE = 'title summary text(lang: $lang) { lang title summary }';

const query = `query Changes($since: String!, $kinds: [RecordKind!], $concepts: [ID!], $text: String, $filter: ChangeFilter, $first: Int, $lang: String) {
  changes(since: $since, kinds: $kinds, concepts: $concepts, text: $text, filter: $filter, first: $first) {
    until hasMore
    nodes {
      recordId kind at city ${CITY}
      node {
        ... on Staff { name }
        ... on Topic { label(lang: $lang) }
        ... on Programme { ${TITLE} }
        ... on Exchange { ${TITLE} }
        ... on Need { ${TITLE} }
        ... on Offer { ${TITLE} }
      }
    }
    ${UNDERSTOOD}
    ${COVERAGE}
  }
}
`;

interface Told {
  readonly change: Change;
  readonly origin: string;
}

const columns = columnsOf<Told>({
  at: ['moment', ({ change }) => change.at],
  change: ['text', ({ change }) => change.kind, named(({ language }) => questionTextsOf(language).changed)],
  kind: [
    'text',
    ({ change }) => parseId(change.recordId)?.type.toUpperCase(),
    named(({ language }) => questionTextsOf(language).records),
  ],
  id: ['text', ({ change }) => change.recordId],
  title: ['text', ({ change }) => titleOf(change)],
  summary: ['text', ({ change: { node } }) => node?.text?.summary ?? node?.summary],
  city: ['text', ({ change }) => change.city.name],
  country: ['text', ({ change }) => change.city.country],
  page: ['address', ({ change, origin }) => (change.kind === 'REMOVED' ? undefined : pageAt(origin, change.recordId))],
});

function titleOf({ node }: Change): string | undefined {
  return node?.name ?? node?.label ?? node?.text?.title ?? node?.title;
}

/** What a search tells beside how it read its text, and a list of changes does not. */
const OF_NO_SEARCH = {
  ...{ expansion: [], didYouMean: [], nearQuestions: [] },
  ...{ totalCount: 0, totalCountIsExact: true, totalMatchingAll: null },
};

/** What a feed tells: a record stays one entry, whatever becomes of it. */
function entryOf({ change, origin }: Told, { language }: Texts): Entry {
  const { recordId: id, kind, at, city, node } = change;
  return {
    id: tagOf(origin, id),
    title: `${questionTextsOf(language).changed[kind]}: ${titleOf(change) ?? id}`,
    summary: node?.text?.summary ?? node?.summary ?? undefined,
    updatedAt: at,
    page: kind === 'REMOVED' ? undefined : pageAt(origin, id),
    author: city.name,
    categories: [kind, parseId(id)?.type ?? ''],
  };
}

/** So far back it is told what changed where nobody says from when. */
const DAYS = 30;

export const changes: Question = {
  name: 'changes',
  title: { en: 'What is new', de: 'Was neu ist', nl: 'Wat er nieuw is' },
  description: {
    en: `What became of records: what is new, changed or gone, by the time at which that could first be read; of the last ${DAYS} days, unless said otherwise.`,
    de: `Was aus Einträgen wurde: was neu, geändert oder entfernt ist, nach der Zeit, zu der es zu lesen war; aus den letzten ${DAYS} Tagen, wenn nichts anderes gesagt ist.`,
    nl: `Wat er van gegevens werd: wat nieuw, gewijzigd of verwijderd is, naar de tijd waarop dat te lezen was; van de laatste ${DAYS} dagen, tenzij anders gezegd.`,
  },
  example: 'kind=PROGRAMME,OFFER',
  parameters: [
    textParameter('since', {
      en: 'From when on: a moment of the last 90 days, such as 2026-03-01T09:30:00Z.',
      de: 'Ab wann: ein Zeitpunkt der letzten 90 Tage, etwa 2026-03-01T09:30:00Z.',
      nl: 'Vanaf wanneer: een moment van de laatste 90 dagen, zoals 2026-03-01T09:30:00Z.',
    }),
    listOf('kind', RECORD_KINDS, {
      en: 'Only these kinds of record.',
      de: 'Nur diese Arten von Einträgen.',
      nl: 'Alleen deze soorten gegevens.',
    }),
    TEXT,
    CONCEPTS,
    ...PLACES,
  ],
  columns,
  parts: ['entry'],
  pageLength: 100,
  operation: (given, { first, after, lang }) => {
    const since = after ?? given.one('since') ?? new Date(Date.now() - DAYS * 86_400_000).toISOString();
    return {
      query,
      variables: {
        ...{ since, kinds: given.list('kind'), concepts: given.list('concepts'), text: given.one('text') },
        ...{ filter: placesIn(given), first, lang },
      },
    };
  },
  readPage: (data, { origin, texts }) => {
    const list = data['changes'] as ChangeList | null | undefined;
    if (list == null) return undefined;
    return {
      // A record that changes while it is read comes again, as something new.
      rows: list.nodes.map((change) => ({
        id: `${change.recordId} ${change.at}`,
        cityId: change.city.id,
        values: valuesOf(columns, { change, origin }),
        entry: entryOf({ change, origin }, texts),
      })),
      found: list.nodes.length,
      total: undefined,
      cursor: list.until,
      hasMore: list.hasMore,
      coverage: { from: 'cities', ...list.coverage },
      reading: describeReading({ ...list, ...OF_NO_SEARCH }, texts),
    };
  },
};
