import { CITY, CONTACT, TITLED } from '../../web/search/createSearchOperation';
import { slugOfOwner, textOf } from '../../web/search/SearchAnswer';
import type { City, Contact, Coverage as CoverageOfCities, Titled } from '../../web/search/SearchAnswer';
import { mergeCoverage } from '../Coverage';
import type { Coverage } from '../Coverage';
import { questionTextsOf } from '../../web/language/questionTexts';
import { named } from '../inWords';
import { columnsOf, pageAt, valuesOf } from '../Question';
import type { Question, Reader, Row } from '../Question';
import { COVERAGE } from './coverageSelection';
import { textParameter } from './sharedParameters';

// What the operation below asks for, in the API's own words; see schema/api.graphql.

interface Matched extends Partial<Titled> {
  readonly id: string;
  readonly name?: string;
  readonly city: City | null;
  readonly contact: Contact | null;
}

interface Matches {
  readonly coverage: CoverageOfCities;
  readonly edges: readonly { readonly score: number; readonly node: Matched | null }[];
}

interface NeedMatch {
  readonly need: (Titled & { readonly id: string; readonly wantedBy: string | null }) | null;
  readonly experts: Matches | null;
  readonly programmes: Matches | null;
  readonly offers: Matches | null;
}

/** Of each kind, for each need. */
const MATCHES = 5;

const matches = (record: string): string =>
  `(first: ${MATCHES}) { edges { score node { ${record} ${CONTACT} city ${CITY} } } ${COVERAGE} }`;

const query = `query Matches($city: ID!, $first: Int, $after: String, $lang: String) {
  matches(city: $city, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      need { ${TITLED} wantedBy }
      experts${matches('id name')}
      programmes${matches(TITLED)}
      offers${matches(TITLED)}
    }
  }
}
`;

const KINDS = ['experts', 'programmes', 'offers'] as const;

interface Match {
  readonly need: NonNullable<NeedMatch['need']>;
  /** Undefined for a need that nothing matches. */
  readonly found?: { readonly kind: (typeof KINDS)[number]; readonly score: number; readonly node: Matched };
  readonly origin: string;
}

const columns = columnsOf<Match>({
  needId: ['text', ({ need }) => need.id],
  need: ['text', ({ need }) => textOf(need).title],
  wantedBy: ['date', ({ need }) => need.wantedBy],
  kind: [
    'text',
    ({ found }) => found?.kind.slice(0, -1).toUpperCase(),
    named(({ language }) => questionTextsOf(language).records),
  ],
  id: ['text', ({ found }) => found?.node.id],
  title: ['text', ({ found }) => found && nameOf(found.node)],
  city: ['text', ({ found }) => found?.node.city?.name],
  country: ['text', ({ found }) => found?.node.city?.country],
  contact: ['text', ({ found }) => found?.node.contact?.post],
  email: ['text', ({ found }) => found?.node.contact?.email],
  phone: ['text', ({ found }) => found?.node.contact?.phone],
  url: ['address', ({ found }) => found?.node.contact?.url],
  score: ['number', ({ found }) => found?.score],
  page: ['address', ({ found, origin }) => found && pageAt(origin, found.node.id)],
});

/** A person's name, or a title in the reader's language where the city has it. */
function nameOf({ name, title, text }: Matched): string | undefined {
  return name ?? text?.title ?? title;
}

export const needMatches: Question = {
  name: 'matches',
  title: {
    en: 'Answers to a city’s needs',
    de: 'Passendes zum Bedarf einer Stadt',
    nl: 'Wat past bij de vragen van een stad',
  },
  description: {
    en: `What other cities have for what one looks for: up to ${MATCHES} experts, programmes and offers for each need.`,
    de: `Was andere Städte für das haben, was eine sucht: je Bedarf bis zu ${MATCHES} Fachleute, Programme und Angebote.`,
    nl: `Wat andere steden hebben voor wat één stad zoekt: per vraag tot ${MATCHES} deskundigen, programma’s en aanbiedingen.`,
  },
  example: 'city=musterstadt',
  parameters: [
    {
      ...textParameter('city', {
        en: 'The city that looks for something, such as gera.',
        de: 'Die Stadt, die etwas sucht, etwa gera.',
        nl: 'De stad die iets zoekt, zoals gera.',
      }),
      isRequired: true,
    },
  ],
  columns,
  pageLength: 5,
  operation: (given, { first, after, lang }) => ({ query, variables: { city: given.one('city'), first, after, lang } }),
  readPage: (data, reader) => {
    const page = data['matches'] as
      | {
          readonly totalCount: number;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
          readonly nodes: readonly NeedMatch[];
        }
      | null
      | undefined;
    if (page == null) return undefined;
    const rows = page.nodes.flatMap((match) => rowsOf(match, reader));
    return {
      rows,
      found: rows.length + page.nodes.reduce((sum, match) => sum + missingOf(match), 0),
      total: undefined,
      cursor: page.pageInfo.endCursor ?? undefined,
      hasMore: page.pageInfo.hasNextPage,
      coverage: page.nodes.flatMap(coveragesOf).reduce<Coverage | undefined>(mergeCoverage, undefined),
      reading: [],
    };
  },
};

function rowsOf(match: NeedMatch, { origin }: Reader): readonly Row[] {
  const { need } = match;
  if (need === null) return [];
  const cityId = slugOfOwner(need.id);
  const rows = KINDS.flatMap((kind) =>
    (match[kind]?.edges ?? []).flatMap(({ score, node }) =>
      node === null
        ? []
        : [
            {
              id: `${need.id} ${node.id}`,
              cityId,
              values: valuesOf(columns, { need, found: { kind, score, node }, origin }),
            },
          ],
    ),
  );
  return rows.length > 0 ? rows : [{ id: need.id, cityId, values: valuesOf(columns, { need, origin }) }];
}

/** Of what was found, that which its city could not be had for. */
function missingOf(match: NeedMatch): number {
  if (match.need === null) return 1;
  return KINDS.reduce((sum, kind) => sum + (match[kind]?.edges.filter(({ node }) => node === null).length ?? 0), 0);
}

function coveragesOf(match: NeedMatch): readonly Coverage[] {
  return KINDS.flatMap((kind) => {
    const coverage = match[kind]?.coverage;
    return coverage ? [{ from: 'cities' as const, ...coverage }] : [];
  });
}
