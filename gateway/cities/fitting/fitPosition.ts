/** In the form of the contract's `HitPosition`. */
export interface Position {
  readonly tier?: number | null;
  readonly score: number;
  readonly id: string;
}

/** Behind every hit: no score is lower, and no id higher. */
const END = { score: 0, id: '~' };

/**
 * A position in hits for a city that knows no tiers, and whose hits all stand in one: behind a position above that tier they all
 * are, and behind one below it none is. Within the tier it is what remains of the position.
 *
 * @param own the tier of its hits
 * @returns null where nothing is before the position
 */
export function fitPosition({ tier, score, id }: Position, own: number): object | null {
  if ((tier ?? own) > own) return null;
  return (tier ?? own) < own ? END : { score, id };
}
