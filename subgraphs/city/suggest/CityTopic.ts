/** A topic of the city, as those who map it see it. */
export interface CityTopic {
  readonly key: string;
  /** In the city's own language where there is one. */
  readonly label: string;
  /** The languages in which it has a label, BCP 47 tags. */
  readonly languages: readonly string[];
  /** Ids of the concepts to which it maps. */
  readonly concepts: readonly string[];
  /** How many records rest on it: staff, programmes, exchanges, needs and offers, whoever may see them. */
  readonly records: number;
}
