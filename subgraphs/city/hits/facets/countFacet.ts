import type { DataSource } from 'typeorm';
import { SqlParameters } from '../../database/SqlParameters';
import { containingAllWords } from '../containingAllWords';
import { havingEachGroup, matchedByConcept, matchedByText, termsOf } from '../matchingRows';
import type { Question } from '../parseQuestion';
import type { FacetCount } from './FacetCount';
import type { Facet } from './HitFacets';

/** A kind of record whose matches are counted, in SQL. */
export interface FacetSource {
  /** As those of a HitSource: for the records that the viewer may see and that pass the filter. */
  readonly candidates: (parameters: SqlParameters) => string;
  /** The table with the texts of the records. */
  readonly texts: string;
  /**
   * For each facet that the records have, a query for the `key` and each `value` of the matches, no pair twice, over
   * `found`, the keys of all matches, and `matched`, the candidates through which they match.
   */
  readonly values: Readonly<Partial<Record<Facet, string>>>;
}

/**
 * Counts the values of a facet over all that matches, in a statement of its own: a search without facets pays nothing
 * for them. None when the records have no such facet.
 */
export async function countFacet(
  dataSource: DataSource,
  { candidates, texts, values }: FacetSource,
  { groups, words }: Question,
  facet: Facet,
): Promise<readonly FacetCount[]> {
  const valuesOfFound = values[facet];
  if (valuesOfFound === undefined) return [];
  const parameters = new SqlParameters();
  const source = { candidates: candidates(parameters) };
  const byConcept = groups.length > 0;
  const byText = words.length > 0;
  return dataSource.query<FacetCount[]>(
    `
    WITH ${byText ? `${containingAllWords(texts, words, parameters)},` : ''}
    ${byConcept ? `term AS (${termsOf(groups, parameters)}),` : ''}
    matched AS (
      ${
        byConcept
          ? `${matchedByConcept(source)} ${byText ? 'WHERE key IN (SELECT key FROM containing)' : ''}`
          : matchedByText(source, 'containing')
      }
    ),
    found AS MATERIALIZED (SELECT key FROM matched GROUP BY key ${havingEachGroup(groups)})
    SELECT value, count(*)::integer AS count
    FROM (${valuesOfFound}) AS pair(key, value)
    GROUP BY value
    ORDER BY count DESC, value COLLATE "C"`,
    parameters.values,
  );
}
