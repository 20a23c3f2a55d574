/** `PopulationClass` of the API: at least `min` inhabitants, fewer than `below`. */
export interface PopulationClass {
  readonly min: number;
  readonly below: number | null;
}

/**
 * City sizes of OECD and European Commission (Dijkstra and Poelman, Cities in Europe: the new OECD-EC definition, 2012: S
 * from 50,000, M from 100,000, L from 250,000, XL from 500,000, XXL from 1,000,000, global city from 5,000,000
 * inhabitants), and what is smaller. Ascending.
 */
export const POPULATION_CLASSES: readonly PopulationClass[] = [
  { min: 0, below: 50_000 },
  { min: 50_000, below: 100_000 },
  { min: 100_000, below: 250_000 },
  { min: 250_000, below: 500_000 },
  { min: 500_000, below: 1_000_000 },
  { min: 1_000_000, below: 5_000_000 },
  { min: 5_000_000, below: null },
];
