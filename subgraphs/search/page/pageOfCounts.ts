import type { SurveyedCities } from '../summary/SummaryStore';
import type { PageInfo } from './cursor';

interface EdgeOf<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** What a connection has of its page, which reads forward alone. */
interface Page<Edge extends EdgeOf<unknown>> {
  readonly edges: readonly Edge[];
  readonly nodes: readonly Edge['node'][];
  readonly pageInfo: PageInfo;
}

/** A connection over a list that is put together from summaries, without asking a city. */
export interface CountedConnection<Edge extends EdgeOf<unknown>> extends Page<Edge> {
  readonly totalCount: number;
  readonly notCounted: number;
  /** ISO 8601 in UTC. */
  readonly summariesAsOf: string | null;
}

/** @param around what there is before and behind these */
export function pageOf<Edge extends EdgeOf<unknown>>(
  edges: readonly Edge[],
  around: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
): Page<Edge> {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { ...around, startCursor: edges.at(0)?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** The page of a whole list, in its order, that begins behind a position: at its start where there is none. */
export function pageBehind<Position, Item extends Position, Edge extends EdgeOf<unknown>>(
  list: readonly Item[],
  place: {
    readonly after: Position | null;
    readonly first: number;
    readonly compare: (a: Position, b: Position) => number;
  },
  edgeOf: (item: Item) => Edge,
): Page<Edge> & { readonly totalCount: number } {
  const { after, first, compare } = place;
  const behind = after === null ? list : list.filter((item) => compare(after, item) < 0);
  const around = { hasNextPage: behind.length > first, hasPreviousPage: after !== null };
  return { ...pageOf(behind.slice(0, first).map(edgeOf), around), totalCount: list.length };
}

/** What such a list rests on. */
export function restingOn({
  unknown,
  oldest,
}: SurveyedCities): Pick<CountedConnection<never>, 'notCounted' | 'summariesAsOf'> {
  return { notCounted: unknown.length, summariesAsOf: oldest?.toISOString() ?? null };
}
