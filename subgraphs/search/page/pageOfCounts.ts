import type { PageInfo } from './cursor';

/** An edge of a list that is put together from summaries, without asking a city. */
interface CountedEdge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** What a connection has of its page, which reads forward alone. */
interface CountedPage<Edge extends CountedEdge<unknown>> {
  readonly edges: readonly Edge[];
  readonly nodes: readonly Edge['node'][];
  readonly pageInfo: PageInfo;
}

/** @param around what there is before and behind these */
export function pageOfCounts<Edge extends CountedEdge<unknown>>(
  edges: readonly Edge[],
  around: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
): CountedPage<Edge> {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { ...around, startCursor: edges.at(0)?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
