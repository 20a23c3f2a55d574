/** What one city was asked for beside searches, for those who watch over the hub: no ids, and nothing of a record. */
export interface ReadEvent {
  readonly cityId: string;
  readonly answered: boolean;
  /** How many it gave of what: records by their type, as `Staff`, and lists by their field, as `City.staff`. */
  readonly read: ReadonlyMap<string, number>;
}
