/** How another subgraph names an entity of this one (`_entities(representations:)`). */
export interface Reference {
  readonly id: string;
}
