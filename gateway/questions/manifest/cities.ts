import type { City } from '../../web/search/SearchAnswer';
import { columnsOf, pageAt, valuesOf } from '../Question';
import type { Question } from '../Question';
import { ALLIANCE, COUNTRY, listOf, truthOf } from './sharedParameters';

/** What the operation below asks for, in the API's own words; see schema/api.graphql. */
interface ListedCity extends City {
  readonly lauCode: string | null;
  readonly population: number | null;
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  readonly languages: readonly string[];
  readonly connected: boolean;
  readonly status: string;
  readonly source: string | null;
  readonly alliances: readonly { readonly id: string; readonly name: string }[];
}

const query = `query Cities($filter: CityFilter, $first: Int, $after: String) {
  cities(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id name country lauCode population location { latitude longitude }
      languages connected status source alliances { id name }
    }
  }
}
`;

interface Listed {
  readonly city: ListedCity;
  readonly origin: string;
}

const columns = columnsOf<Listed>({
  id: ['text', ({ city }) => city.id],
  name: ['text', ({ city }) => city.name],
  country: ['text', ({ city }) => city.country],
  lauCode: ['text', ({ city }) => city.lauCode],
  population: ['number', ({ city }) => city.population],
  latitude: ['number', ({ city }) => city.location?.latitude],
  longitude: ['number', ({ city }) => city.location?.longitude],
  languages: ['list', ({ city }) => city.languages],
  connected: ['boolean', ({ city }) => city.connected],
  status: ['text', ({ city }) => city.status],
  alliances: ['list', ({ city }) => city.alliances.map(({ name }) => name)],
  source: ['text', ({ city }) => city.source],
  page: ['address', ({ city, origin }) => pageAt(origin, city.id)],
});

export const cities: Question = {
  name: 'cities',
  title: { en: 'Cities', de: 'Städte', nl: 'Steden' },
  description: {
    en: 'The cities of the network, by name, and whether the hub can ask them.',
    de: 'Die Städte des Netzwerks nach Namen, und ob der Hub sie fragen kann.',
    nl: 'De steden van het netwerk op naam, en of de hub ze kan bevragen.',
  },
  example: 'connected=true',
  parameters: [
    ALLIANCE,
    COUNTRY,
    truthOf('connected', {
      en: 'Only cities that do, or do not, host a server that can be asked.',
      de: 'Nur Städte, die einen Server betreiben, den man fragen kann, oder keinen.',
      nl: 'Alleen steden met, of zonder, een server die men kan bevragen.',
    }),
    listOf('language', undefined, {
      en: 'Only cities that work in one of these languages, such as de.',
      de: 'Nur Städte, die in einer dieser Sprachen arbeiten, etwa de.',
      nl: 'Alleen steden die in een van deze talen werken, zoals nl.',
    }),
  ],
  columns,
  parts: ['place'],
  pageLength: 100,
  operation: (given, { first, after }) => {
    const connected = given.truth('connected');
    const filter = {
      ...(given.list('alliance') && { alliances: given.list('alliance') }),
      ...(given.list('country') && { countries: given.list('country') }),
      ...(given.list('language') && { languages: given.list('language') }),
      ...(connected !== undefined && { connected }),
    };
    return { query, variables: { filter, first, ...(after !== undefined && { after }) } };
  },
  readPage: (data, { origin }) => {
    const page = data['cities'] as
      | {
          readonly totalCount: number;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
          readonly nodes: readonly ListedCity[];
        }
      | null
      | undefined;
    return page == null
      ? undefined
      : {
          rows: page.nodes.map((city) => ({
            id: city.id,
            cityId: city.id,
            values: valuesOf(columns, { city, origin }),
            ...(city.location && { place: city.location }),
          })),
          found: page.nodes.length,
          total: page.totalCount,
          cursor: page.pageInfo.endCursor ?? undefined,
          hasMore: page.pageInfo.hasNextPage,
          coverage: undefined,
          reading: [],
        };
  },
};
