import { globalId } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { SqlParameters } from '../record/SqlParameters';
import { HitFacets } from './facets';
import type { Facet, FacetSources } from './facets';
import { chooseFacets, findHits } from './findHits';
import type { FoundHits, HitRow } from './findHits';
import type { Question } from './question';
import { placed } from './recordsWithHits';

/** In what the searches differ among records that have topics by a table of links. */
export interface TitledKind<Filter> {
  readonly type: 'programme' | 'exchange' | 'offer' | 'need';
  /** By what of `item` the city has these records in order, as terms of SQL before the key. */
  readonly standing: readonly string[];
  /** What of `item` the score is made of, as columns of SQL. */
  readonly features: readonly string[];
  readonly score: string;
  /** The features that tell apart candidates with the same score, concept and topic. */
  readonly ties: readonly string[];
  /** What the filter asks for, as conditions on `item`. An empty list is no condition. */
  readonly conditionsOf: (filter: Filter, parameters: SqlParameters) => readonly string[];
  /** By what matches can be divided. */
  readonly facets: FacetSources;
}

/** What of its context such a search needs. */
export type AskedFor = Pick<CityContext, 'cityId' | 'dataSource' | 'sections'> &
  Partial<Pick<CityContext, 'mostMatches'>>;

type FoundTitled<Row> = Pick<FoundHits<Row>, 'total' | 'totalIsExact' | 'totalMatchingAll'> & {
  readonly hits: readonly (Omit<Row, 'topic_key'> & { readonly place: number; readonly topic: string | null })[];
  readonly facets: HitFacets;
};

/**
 * Searches the city's records of a kind through their topics.
 *
 * @param asked the facets that are asked for
 */
export async function findTitledHits<Row extends HitRow, Filter extends object>(
  { type, standing, features, score, ties, conditionsOf, facets: sources }: TitledKind<Filter>,
  { cityId, dataSource, sections, mostMatches }: AskedFor,
  question: Question,
  filter: Filter | null | undefined,
  asked: readonly Facet[],
): Promise<FoundTitled<Row>> {
  const parameters = new SqlParameters();
  const conditions = [
    `item.visibility = ANY(${parameters.bind(sections)})`,
    ...(filter == null ? [] : conditionsOf(filter, parameters)),
  ];
  const candidates = `
      SELECT ${['item.key', 'link.topic_key', ...features].join(', ')}
      FROM ${type} AS item LEFT JOIN ${type}_topic AS link ON link.${type}_key = item.key
      WHERE ${conditions.join(' AND ')}`;
  const { total, totalIsExact, totalMatchingAll, rows, facets } = await findHits<Row>(
    dataSource,
    {
      ...{ table: type, sortTitle: 'sort_title', texts: `${type}_text` },
      ...{ candidates, score, ties, idPrefix: globalId(cityId, type, '') },
      inOrder: [`SELECT item.key FROM ${type} AS item ORDER BY ${[...standing, 'item.key'].join(', ')}`],
    },
    question,
    parameters,
    chooseFacets(sources, asked),
    { mostMatches },
  );
  return {
    total,
    totalIsExact,
    totalMatchingAll,
    hits: placed(rows).map(({ topic_key, ...hit }) => ({
      ...hit,
      // By text, the record matched as a whole and none of its topics did.
      topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
    })),
    facets: new HitFacets(facets),
  };
}
