import { ContractBreachError, list, text, wholeNumber, readFields } from '../hits/readFields';
import type { FieldRules } from '../hits/readFields';
import { PROGRAMME_STATUSES, ROLES } from '../../contract/enums';
import { isConceptId } from '../../contract/ids';
import { isLanguageTag } from '../../contract/languages';

/** As many concepts as a vocabulary is expected to have, and more languages than anyone speaks. */
const MAX_VALUES = 10_000;
const MAX_LANGUAGES = 1_000;

interface Count {
  readonly value: string;
  readonly count: number;
}

const countRules: FieldRules<Count> = { value: text, count: wholeNumber };

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
  if (typeof raw !== 'object' || raw === null) throw new ContractBreachError('gave no facets');
  for (const name of names) facets[name] = verifyCounts(name, (raw as Record<string, unknown>)[name], total);
  return facets;
}

function verifyCounts(name: FacetName, raw: unknown, total: number): ReadonlyMap<string, number> {
  if (!list.fits(raw)) throw new ContractBreachError(`its facet of ${name} is malformed`);
  const most = name === 'languages' ? MAX_LANGUAGES : MAX_VALUES;
  if (raw.length > most) throw new ContractBreachError(`gave more than ${most} ${name}`);
  const counts = new Map<string, number>();
  for (const [index, entry] of raw.entries()) {
    const { value, count } = readFields(countRules, entry, `its facet of ${name} is malformed: entry ${index + 1}`);
    const at = `its facet of ${name}, entry ${index + 1}`;
    if (!IS_VALUE[name](value)) throw new ContractBreachError(`${at}: is not a value that can be`);
    if (counts.has(value)) throw new ContractBreachError(`${at}: stands there twice`);
    if (count < 1 || count > total) throw new ContractBreachError(`${at}: counts ${count} of ${total} matches`);
    counts.set(value, count);
  }
  return counts;
}

/** The lists of the contract's `HitFacets`. */
export type FacetName = 'concepts' | 'statuses' | 'languages' | 'roles';

/** How the matches of one city divide: by value, how many of its records have it. */
export type CityFacets = Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
