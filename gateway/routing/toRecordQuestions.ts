import type { RecordQuestion, SelectionInHits } from '../../subgraphs/search/hits/RecordQuestion';
import type { CityCursors } from '../../subgraphs/search/SearchSources';
import type { NextFetch } from '../engine/executor/NextFetch';
import { nameQuestion } from './CameWithHits';
import type { CameWithHits } from './CameWithHits';
import type { EntityQuestions } from './EntityQuestions';

interface Routing {
  readonly questions: EntityQuestions;
  readonly cursors: CityCursors;
  /** Takes what comes. */
  readonly came: CameWithHits;
}

/** Of the fetches that a plan makes next, those that ask cities for records by their ids; each question once. */
export function toRecordQuestions(next: readonly NextFetch[], routing: Routing): readonly RecordQuestion[] {
  const places = new Map<string, { readonly fetch: NextFetch; readonly paths: NextFetch['path'][] }>();
  for (const fetch of next) {
    if (fetch.serviceName !== 'city' || fetch.key.join() !== 'id') continue;
    const name = nameQuestion(fetch.query, fetch.variables);
    const known = places.get(name);
    if (known === undefined) places.set(name, { fetch, paths: [fetch.path] });
    else known.paths.push(fetch.path);
  }
  return Array.from(places, ([name, { fetch, paths }]) => toRecordQuestion(name, fetch, paths, routing));
}

function toRecordQuestion(
  name: string,
  { typename, query, variables }: NextFetch,
  paths: RecordQuestion['paths'],
  { questions, cursors, came }: Routing,
): RecordQuestion {
  const question = questions.of(query, variables);
  const usual = new Map<string, SelectionInHits | undefined>();
  const select = (suffix: string, values: NextFetch['variables']): SelectionInHits | undefined => {
    const asked = question.inHits(typename, suffix);
    const renamed = Object.entries(values).map(([key, value]) => [`${key}${suffix}`, value] as const);
    return asked && { ...asked, variables: Object.fromEntries(renamed) };
  };
  return {
    typename,
    paths,
    values: question.weigh(variables),
    inHits: (cityId, suffix) => {
      const opened = question.cursors.open(variables, cityId, cursors);
      if (opened.refused.size > 0) return undefined;
      // Without cursors it is the same for every city.
      if (opened.variables !== variables) return select(suffix, opened.variables);
      if (!usual.has(suffix)) usual.set(suffix, select(suffix, variables));
      return usual.get(suffix);
    },
    keep: (id, record) => {
      came.keep(name, id, record);
    },
  };
}
