/** What the floor is told: where the cities are, and what the hub was seen to send them. */
export interface FloorPlan {
  readonly cities: readonly FloorCity[];
  /** The hub's request for hits of a question. Its concepts are replaced by those of each question, and `among` by that of each city. */
  readonly hits: SeenRequest;
  /** The key under which hits bring their records; null where they bring none. */
  readonly recordKey: string | null;
  /** The hub's request for records that no hit brought. Its representations are replaced by those of each page. */
  readonly entities: SeenRequest;
}

interface FloorCity {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** With how many hits the hub asked it for records at last; null where hits bring none. */
  readonly among: number | null;
}

export interface SeenRequest {
  readonly city: number;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
