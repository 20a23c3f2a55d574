import { z } from 'zod';
import { ContractBreachError } from '../ContractBreachError';
import { PROGRAMME_STATUSES, ROLES } from '../hits/score';
import { isConceptId } from '../id/isConceptId';
import { isLanguageTag } from '../question/isLanguageTag';
import type { CityFacets, FacetName } from './CityFacets';

/** Of one list. A vocabulary may have so many concepts; no city speaks so many languages. */
const MAX_VALUES = 100_000;
const MAX_LANGUAGES = 1_000;

const countsShape = z.array(z.object({ value: z.string(), count: z.int() })).max(MAX_VALUES);

const IS_VALUE: Readonly<Record<FacetName, (value: string) => boolean>> = {
  concepts: isConceptId,
  statuses: (value) => PROGRAMME_STATUSES.some((status) => status === value),
  languages: isLanguageTag,
  roles: (value) => ROLES.some((role) => role === value),
};

/**
 * Verifies how a city says that its matches divide, which is untrusted: known values only, none twice, each of at least
 * one record and at most all that match. Whether a record has a value, only its city can know.
 *
 * @param names the facets asked for; the others are empty
 * @param raw the value of the contract's `facets`
 * @throws ContractBreachError that names the first breach
 */
export function verifyFacets(names: readonly FacetName[], raw: unknown, total: number): CityFacets {
  const facets: Record<FacetName, ReadonlyMap<string, number>> = {
    concepts: new Map(),
    statuses: new Map(),
    languages: new Map(),
    roles: new Map(),
  };
  const lists = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!lists.success) throw new ContractBreachError('gave no facets');
  for (const name of names) facets[name] = verifyCounts(name, lists.data[name], total);
  return facets;
}

function verifyCounts(name: FacetName, raw: unknown, total: number): ReadonlyMap<string, number> {
  const parsed = countsShape.safeParse(raw);
  if (!parsed.success) throw new ContractBreachError(`its facet of ${name} is malformed`);
  const counts = new Map<string, number>();
  for (const [index, { value, count }] of parsed.data.entries()) {
    const at = `its facet of ${name}, entry ${index + 1}`;
    if (!IS_VALUE[name](value)) throw new ContractBreachError(`${at}: is not a value that can be`);
    if (counts.has(value)) throw new ContractBreachError(`${at}: stands there twice`);
    if (count < 1 || count > total) throw new ContractBreachError(`${at}: counts ${count} of ${total} matches`);
    counts.set(value, count);
  }
  if (name === 'languages' && counts.size > MAX_LANGUAGES) {
    throw new ContractBreachError(`gave more than ${MAX_LANGUAGES} languages`);
  }
  return counts;
}
