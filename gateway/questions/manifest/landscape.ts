import type { City, Term } from '../../web/search/SearchAnswer';
import { SUBJECT_COUNTS } from '../../web/search/subjectCounts';
import type { SubjectCounts } from '../../web/search/subjectCounts';
import type { CoverageOfSummaries } from '../Coverage';
import { columnsOf, valuesOf } from '../Question';
import type { Question } from '../Question';
import type { Parameter } from '../parameters';
import { listOf, PLACES, placesIn, truthOf } from './sharedParameters';

/** What the operation below asks for, in the API's own words; see schema/api.graphql. */
interface Count extends SubjectCounts {
  readonly concept: Term;
  readonly city:
    (City & { readonly location: { readonly latitude: number; readonly longitude: number } | null }) | null;
  readonly alliance: { readonly id: string; readonly name: string } | null;
  readonly country: string | null;
  readonly population: { readonly min: number; readonly below: number | null } | null;
  readonly cities: number;
}

const query = `query Landscape(
  $concepts: [ID!]!
  $groupBy: LandscapeGrouping!
  $narrower: Boolean!
  $filter: LandscapeFilter
  $first: Int
  $after: String
  $lang: String
) {
  landscape(concepts: $concepts, groupBy: $groupBy, narrower: $narrower, filter: $filter, first: $first, after: $after) {
    totalCount counted notCounted summariesAsOf
    pageInfo { hasNextPage endCursor }
    nodes {
      concept { id label(lang: $lang) }
      city { id name country location { latitude longitude } }
      alliance { id name }
      country
      population { min below }
      cities ${SUBJECT_COUNTS}
    }
  }
}
`;

const columns = columnsOf<Count>({
  subjectId: ['text', ({ concept }) => concept.id],
  subject: ['text', ({ concept }) => concept.label],
  cityId: ['text', ({ city }) => city?.id],
  city: ['text', ({ city }) => city?.name],
  alliance: ['text', ({ alliance }) => alliance?.name],
  country: ['text', ({ country, city }) => country ?? city?.country],
  populationMin: ['number', ({ population }) => population?.min],
  populationBelow: ['number', ({ population }) => population?.below],
  cities: ['number', ({ cities }) => cities],
  staff: ['number', ({ staff }) => staff],
  staffFewerThan: ['number', ({ fewerThan }) => fewerThan],
  programmes: ['number', ({ programmes }) => programmes],
  exchanges: ['number', ({ exchanges }) => exchanges],
  offers: ['number', ({ offers }) => offers],
  needs: ['number', ({ needs }) => needs],
  latitude: ['number', ({ city }) => city?.location?.latitude],
  longitude: ['number', ({ city }) => city?.location?.longitude],
  staffAtMost: [
    'number',
    ({ staff, fewerThan, atMost }) => atMost?.staff ?? staff ?? (fewerThan === null ? null : fewerThan - 1),
  ],
  programmesAtMost: ['number', ({ programmes, atMost }) => atMost?.programmes ?? programmes],
  exchangesAtMost: ['number', ({ exchanges, atMost }) => atMost?.exchanges ?? exchanges],
  offersAtMost: ['number', ({ offers, atMost }) => atMost?.offers ?? offers],
  needsAtMost: ['number', ({ needs, atMost }) => (atMost ? atMost.needs : needs)],
});

const GROUP_BY: Parameter = {
  name: 'groupBy',
  kind: { type: 'choice', values: ['CITY', 'ALLIANCE', 'COUNTRY', 'POPULATION'] },
  fallback: 'CITY',
  description: {
    en: 'By what to count: each city, alliance, country or class of city size.',
    de: 'Wonach gezählt wird: jede Stadt, jedes Bündnis, jedes Land oder jede Größenklasse.',
    nl: 'Waarnaar geteld wordt: elke stad, elk verbond, elk land of elke grootteklasse.',
  },
};

const NARROWER: Parameter = {
  ...truthOf('narrower', {
    en: 'Whether what is about narrower subjects counts, too. A record may be about several of them: then there are at least and at most so many.',
    de: 'Ob mitzählt, was zu engeren Themen gehört. Ein Eintrag kann zu mehreren davon gehören: Dann sind es mindestens und höchstens so viele.',
    nl: 'Of meetelt wat bij specifiekere onderwerpen hoort. Een gegeven kan bij meer daarvan horen: dan zijn het er minstens en hoogstens zoveel.',
  }),
  fallback: 'true',
};

export const landscape: Question = {
  name: 'landscape',
  title: { en: 'Who has how much', de: 'Wer wie viel hat', nl: 'Wie hoeveel heeft' },
  description: {
    en: 'What the network holds on some subjects, in counts. Strangers are told no small counts of staff.',
    de: 'Was das Netzwerk zu einigen Themen hat, in Zahlen. Fremden werden kleine Zahlen von Personal nicht genannt.',
    nl: 'Wat het netwerk over enkele onderwerpen heeft, in aantallen. Buitenstaanders krijgen geen kleine aantallen personeel.',
  },
  example: 'concepts=concept:homelessness',
  parameters: [
    {
      ...listOf('concepts', undefined, {
        en: 'Subjects of the network by their ids, such as concept:housing.',
        de: 'Themen des Netzwerks mit ihrer Kennung, etwa concept:housing.',
        nl: 'Onderwerpen van het netwerk met hun kenmerk, zoals concept:housing.',
      }),
      isRequired: true,
    },
    GROUP_BY,
    NARROWER,
    ...PLACES,
  ],
  columns,
  parts: ['place'],
  pageLength: 500,
  operation: (given, { first, after, lang }) => {
    const groupBy = given.one('groupBy') ?? GROUP_BY.fallback;
    return {
      query,
      variables: {
        ...{ concepts: given.list('concepts'), groupBy, narrower: given.truth('narrower') ?? true },
        ...{ filter: placesIn(given), first, after, lang },
      },
    };
  },
  readPage: (data) => {
    const page = data['landscape'] as
      | (CoverageOfSummaries & {
          readonly totalCount: number;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
          readonly nodes: readonly Count[];
        })
      | null
      | undefined;
    if (page == null) return undefined;
    const { counted, notCounted, summariesAsOf, pageInfo } = page;
    return {
      rows: page.nodes.map((count) => ({
        id: idOf(count),
        cityId: count.city?.id,
        values: valuesOf(columns, count),
        ...(count.city?.location && { place: count.city.location }),
      })),
      found: page.nodes.length,
      total: page.totalCount,
      cursor: pageInfo.endCursor ?? undefined,
      hasMore: pageInfo.hasNextPage,
      coverage: { from: 'summaries', counted, notCounted, summariesAsOf },
      reading: [],
    };
  },
};

/** A subject and the group that it is counted for. */
function idOf({ concept, city, alliance, country, population }: Count): string {
  return [concept.id, city?.id ?? alliance?.id ?? country ?? population?.min ?? ''].join(' ');
}
