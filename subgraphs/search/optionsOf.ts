import type { GraphQLResolveInfo } from 'graphql';
import { selectsFacets } from './facets/selectsFacets';
import { recordQuestionsOf } from './hits/RecordQuestion';
import type { SearchOptions } from './search';

/** What a client's selection, and what will be asked after it, says of a search. */
export function optionsOf(info: GraphQLResolveInfo): Pick<SearchOptions, 'wantsFacets' | 'recordQuestions'> {
  return { wantsFacets: selectsFacets(info), recordQuestions: recordQuestionsOf(info) };
}
