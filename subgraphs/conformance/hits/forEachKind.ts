import type { CityUnderCheck } from '../CityUnderCheck';
import { NoEvidenceError } from '../checkErrors';
import type { Requirement } from '../Requirement';
import type { HitKind } from './HitKind';
import { hitKinds } from './HitKind';

/** Looks at one search: resolves with what was seen, or throws as a requirement's check does. */
export type HitCheck = (city: CityUnderCheck, kind: HitKind) => Promise<string>;

/** A check of searches, those among staff, programmes and exchanges if no others are named, one by one. */
export function forEachKind(check: HitCheck, kinds: readonly HitKind[] = hitKinds): Requirement['check'] {
  return (city) => tellAll(kinds.map((kind) => ({ about: `${kind.hitsField}: `, run: () => check(city, kind) })));
}

/** Several checks of one search. */
export function allOf(kind: HitKind, ...checks: readonly HitCheck[]): Requirement['check'] {
  return (city) => tellAll(checks.map((check) => ({ about: '', run: () => check(city, kind) })));
}

/**
 * Says of which it was true, and for which there was no data.
 *
 * @throws NoEvidenceError when none has the data for it.
 */
async function tellAll(
  parts: readonly { readonly about: string; readonly run: () => Promise<string> }[],
): Promise<string> {
  const seen: string[] = [];
  const missing: string[] = [];
  for (const { about, run } of parts) {
    try {
      seen.push(`${about}${await run()}`);
    } catch (error) {
      if (!(error instanceof NoEvidenceError)) throw error;
      missing.push(`${about}${error.message}`);
    }
  }
  if (seen.length === 0) throw new NoEvidenceError([...new Set(missing)].join('; '));
  return [...seen, ...new Set(missing)].join('; ');
}
