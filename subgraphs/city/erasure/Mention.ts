/** A text of another record in which a person is named. */
export interface Mention {
  /** The table, which is the kind of record. */
  readonly table: string;
  /** What the source calls the record. */
  readonly key: string;
}
