import { countsAll, numbered } from '../question/Tiers';
import type { Question } from '../question/understand';
import type { Position } from './Hit';
import type { CityOperation } from '../../contract/AskCity';
import type { SelectionInHits } from './RecordQuestion';
import type { HitOrder } from '../../contract/enums';
import type { Features, SearchKind } from '../kinds';

/** What every city that is asked is asked for, and by which its answer is judged. */
export interface HitsRequest {
  readonly question: Question;
  /** Conditions on the record, in the form of the contract's `*HitFilter`. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** The hub's day, YYYY-MM-DD. */
  readonly day: string;
  /** By relevance where it is left out. */
  readonly order?: HitOrder;
  /** Whether the order is turned round, so that a page goes backwards. */
  readonly reversed?: boolean;
  /** At most so many hits. */
  readonly first: number;
  /** Only hits behind this position. */
  readonly after: Position | null;
  /** Whether to count how all matches divide. */
  readonly wantsFacets?: boolean;
  /** Whether to ask if no more match than are counted. A city that lacks the field must not be asked as it stands. Left out: true. */
  readonly asksExactness?: boolean;
}

/** The records that are to come with hits. */
export interface RequestedRecords {
  readonly fields: readonly (SelectionInHits & {
    /** In the answer. */
    readonly key: string;
    /** The contract's field of a hit. */
    readonly field: string;
  })[];
  /** With how many of the hits at most. */
  readonly among: number;
  /** Whether those for members alone may come, too. */
  readonly network: boolean;
}

const NO_RECORDS: RequestedRecords = { fields: [], among: 0, network: false };

/** The request for a city's hits, the same for every city that is asked for the same records. */
export function createHitsOperation<F extends Features>(
  kind: SearchKind<F>,
  request: HitsRequest,
  { fields, among, network }: RequestedRecords = NO_RECORDS,
): CityOperation {
  const {
    question,
    filter,
    day,
    order = 'RELEVANCE',
    reversed = false,
    first,
    after,
    wantsFacets,
    asksExactness = true,
  } = request;
  const { tiers } = question;
  const features = Object.keys(kind.features).join(' ');
  const counts = kind.facets.map((name) => `${name} { value count }`).join(' ');
  const facets = wantsFacets ? `\n    facets { ${counts} }` : '';
  const [declared, passed, matched] = tiers
    ? ['$aspects: [ConceptGroup!], $lift: [String!], ', 'aspects: $aspects, lift: $lift, ', ' matched']
    : ['', '', ''];
  const sort = SORTED_BY[order];
  const inOrder = [...(sort === null ? [] : [', order: $order']), ...(reversed ? [', reversed: true'] : [])].join('');
  const records = fields.map(
    ({ key, field, selection }) => `\n      ${key}: ${field}(among: $among, network: $network) ${selection}`,
  );
  const ofRecords =
    fields.length === 0 ? [] : ['$among: Int!', '$network: Boolean!', ...fields.flatMap((one) => one.declared)];
  const counted = tiers && countsAll(tiers) ? ' totalMatchingAll' : '';
  return {
    query: `query Hits($concepts: [ConceptGroup!], $text: String, ${declared}$filter: ${kind.filterType}, $day: PartialDate!, $first: Int!, $after: HitPosition${sort === null ? '' : ', $order: HitOrder'}${ofRecords.map((one) => `, ${one}`).join('')}) {
  ${kind.hitsField}(concepts: $concepts, text: $text, ${passed}filter: $filter, day: $day, first: $first, after: $after${inOrder}) {
    total${asksExactness ? ' totalIsExact' : ''}${counted}
    hits { id score concept mapping text topic${matched}${sort === null ? '' : ` ${sort}`} ${features}${records.join('')} }${facets}
  }
}${fields
      .flatMap(({ fragments }) => fragments)
      .map((fragment) => `\n${fragment}`)
      .join('')}`,
    variables: {
      ...(question.groups.length > 0 && { concepts: question.groups }),
      ...(question.text !== null && { text: question.text }),
      ...(tiers && { aspects: numbered(tiers).map(({ terms }) => ({ terms })), lift: tiers.lift }),
      ...(Object.keys(filter).length > 0 && { filter }),
      day,
      first,
      ...(fields.length > 0 && { among, network }),
      ...Object.fromEntries(fields.flatMap(({ variables }) => Object.entries(variables))),
      ...(sort !== null && { order }),
      ...(after !== null && { after: positionFor(after, sort, tiers !== undefined) }),
    },
  };
}

/** The field of a hit by which it stands in each order, also of a position. */
export const SORTED_BY = { RELEVANCE: null, NEWEST: 'updatedAt', TITLE: 'sortTitle' } as const satisfies Record<
  HitOrder,
  string | null
>;

/** A position as the contract has it. */
function positionFor({ score, id, tier, sort }: Position, by: string | null, inTiers: boolean): object {
  if (by !== null) return { score: 0, id, [by]: typeof sort === 'number' ? new Date(sort).toISOString() : sort };
  return { score, id, ...(inTiers && { tier }) };
}
