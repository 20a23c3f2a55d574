/** Names a record, which the gateway then fetches from its owner: a representation in the sense of Apollo Federation. */
export interface Reference {
  readonly __typename: string;
  readonly id: string;
}
