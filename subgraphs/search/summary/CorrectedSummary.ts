import type { ConceptCount, Counts, Summary } from './Summary';
import type { Claim, FalseClaim } from './SummaryStore';

/** A summary in which the hub counts what the city found, where that is another number than it claims. */
export interface CorrectedSummary {
  /** As the city gave it. */
  readonly given: Summary;
  readonly claims: readonly FalseClaim[] | 'ALL';
}

/** The claims of a section, one for each kind that a concept counts. */
export function claimsIn(counts: Counts): readonly Claim[] {
  return [...counts].flatMap(([concept, count]) =>
    (Object.keys(count) as (keyof ConceptCount)[])
      .filter((counted) => count[counted] > 0)
      .map((counted) => ({ concept, counted, count: count[counted] })),
  );
}

/** In both sections: what a city shows to members alone is believed no more than what it shows to everybody. */
export function correctClaims(summary: Summary, claims: readonly FalseClaim[] | 'ALL'): Summary {
  if (claims === 'ALL') return { ...summary, public: new Map(), network: new Map() };
  const correct = (counts: Counts): Counts => {
    const left = new Map(counts);
    for (const { concept, counted, found } of claims) {
      const count = left.get(concept);
      if (count !== undefined) left.set(concept, { ...count, [counted]: Math.min(count[counted], found) });
    }
    return left;
  };
  return { ...summary, public: correct(summary.public), network: correct(summary.network) };
}

export function describeCorrection(claims: readonly FalseClaim[] | 'ALL'): string {
  return claims === 'ALL'
    ? 'It finds nothing of what its summary counts: it is asked by words alone, and not counted, until it does.'
    : `It does not find what its summary counts, ${claims.length} times: what it finds is counted.`;
}
