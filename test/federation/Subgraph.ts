/** A subgraph of a test's supergraph. */
export interface Subgraph {
  readonly sdl: string;
  /** Made anew for each engine, since mutations change what they remember. */
  readonly createResolvers: () => object;
}
