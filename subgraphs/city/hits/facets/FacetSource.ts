/** A way in which the matches of a search divide, in SQL. */
export interface FacetSource {
  /** What has to be known for it of the candidates through which a record matches: an aggregate over their columns. */
  readonly aggregate?: string;
  /**
   * A query for each `value` and the `count` of the matches that have it, over `best`: one row for each match, with its
   * `key` and the aggregate under the facet's name.
   */
  readonly counts: string;
}
