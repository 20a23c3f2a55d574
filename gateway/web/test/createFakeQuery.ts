import type { Query, QueryOperation, QueryResult } from '../Query';
import type { Coverage, Expert, HitPage } from '../search/SearchAnswer';

/** A hub of three cities, of which as many experts as wanted are found, page by page. What it is asked for names alone is told beside. */
export interface FakeQuery {
  readonly query: Query;
  /** What was asked so far. */
  readonly asked: readonly QueryOperation[];
  /** Answers the given call, counted from 0, in the hub's place. */
  answerCall(call: number, answer: (page: QueryResult) => QueryResult | Promise<QueryResult>): void;
}

export const city = { id: 'gera', name: 'Gera', country: 'DE' };

export const fullCoverage: Coverage = {
  asked: 1,
  answered: 1,
  notAsked: 0,
  withheld: 0,
  complete: true,
  cities: [{ status: 'ANSWERED', hits: 1, withheld: false, city }],
};

export function createExpert(values: Partial<Expert> = {}): Expert {
  return {
    id: 'gera:staff:1',
    kind: 'PERSON',
    name: 'Ada Ausgedacht',
    role: 'Head of Housing',
    department: null,
    languages: ['de', 'en'],
    contact: null,
    source: null,
    updatedAt: '2026-03-06T08:00:00Z',
    city,
    experiences: [
      {
        topic: { id: 'gera:topic:homes', label: 'Homes' },
        programme: { id: 'gera:programme:homes', title: 'Homes for all', contact: null, offers: [] },
        role: 'LED',
        since: '2019',
        until: '2023-10',
        summary: 'Wrote the plan.',
      },
    ],
    ...values,
  };
}

export function createPage<Node = Expert>(nodes: readonly (Node | null)[], coverage = fullCoverage): HitPage<Node> {
  return {
    totalCount: nodes.length,
    pageInfo: { hasNextPage: false, endCursor: nodes.length > 0 ? 'end' : null },
    understood: [
      {
        kind: 'CONCEPT',
        text: 'housing',
        label: 'housing',
        concept: { id: 'concept:housing', label: 'housing', narrower: [] },
        city: null,
        country: null,
        excluded: false,
      },
    ],
    ignored: [],
    didYouMean: [],
    nearQuestions: [],
    totalCountIsExact: true,
    totalMatchingAll: null,
    expansion: [{ id: 'concept:housing', label: 'housing' }],
    edges: nodes.map((node) => ({
      score: 690,
      why: [
        {
          match: 'EXACT',
          concept: { id: 'concept:housing', label: 'housing', narrower: [] },
          topic: { id: 'gera:topic:homes', label: 'Homes' },
          role: 'LED',
          since: '2019',
          until: '2023-10',
        },
      ],
      node,
    })),
    coverage,
  };
}

/** Cities by their slugs with a capital, and alliances and subjects by the end of their ids. */
function namesOf({ variables }: QueryOperation): object[] {
  const { ids } = variables as { readonly ids: readonly string[] };
  return ids.map((id) => {
    const [, end] = id.split(':');
    return { id, name: end ?? `${id.charAt(0).toUpperCase()}${id.slice(1)}` };
  });
}

export function createFakeQuery(experts: readonly (Expert | null)[] = [createExpert()]): FakeQuery {
  const asked: QueryOperation[] = [];
  const answers = new Map<number, (page: QueryResult) => QueryResult | Promise<QueryResult>>();
  const query: Query = async (operation) => {
    if (operation.query.startsWith('query Names')) return { data: { nodes: namesOf(operation) } };
    const answer = answers.get(asked.length);
    asked.push(operation);
    const { first, after } = operation.variables as { first: number; after?: string };
    const from = after === undefined ? 0 : Number(after);
    const page = createPage(experts.slice(from, from + first));
    const result = {
      data: {
        experts: {
          ...page,
          totalCount: experts.length,
          pageInfo: { hasNextPage: from + first < experts.length, endCursor: String(from + page.edges.length) },
        },
      },
    };
    return await (answer?.(result) ?? result);
  };
  return {
    query,
    asked,
    answerCall: (call, answer) => {
      answers.set(call, answer);
    },
  };
}
