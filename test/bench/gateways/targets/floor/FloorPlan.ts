/** What the floor is told: where the cities are, and what the hub was seen to send them. */
export interface FloorPlan {
  readonly cities: readonly { readonly id: string; readonly name: string; readonly url: string }[];
  /** The hub's request for hits of a question. Its concepts are replaced by those of each question. */
  readonly hits: SeenRequest;
  /** The key under which hits bring their records; null where they bring none. */
  readonly recordKey: string | null;
  /** The hub's request for records that no hit brought. Its representations are replaced by those of each page. */
  readonly entities: SeenRequest;
}

export interface SeenRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
