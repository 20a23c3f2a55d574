import { ContractBreachError, list, text, wholeNumber, readFields } from '../hits/readFields';
import type { FieldRules } from '../hits/readFields';
import { MAX_FUNDERS, MAX_LINE } from '../../contract/bounds';
import { NEED_STATUSES, PROGRAMME_STATUSES, ROLES } from '../../contract/enums';
import { isConceptId } from '../../contract/ids';
import { isLanguageTag } from '../../contract/languages';
import { isPartialDate } from '../../contract/partialDate';
import { cleanLine, isSeen } from '../../serving/cleanText';

interface Count {
  readonly value: string;
  readonly count: number;
}

const countRules: FieldRules<Count> = { value: text, count: wholeNumber };

/** What the values of a facet can be, and how many there can be. */
interface FacetRule {
  readonly isValue: (value: string) => boolean;
  /** A value for which this is false is left out. */
  readonly isShown?: (value: string) => boolean;
  readonly most: number;
  /** Whether it came after contract 1.0, so that a city may not tell it. */
  readonly isNew?: true;
}

const isFlag = (value: string): boolean => value === 'true' || value === 'false';

/** As many concepts as a vocabulary is expected to have, and more languages than anyone speaks. */
const RULES: Readonly<Record<FacetName, FacetRule>> = {
  concepts: { isValue: isConceptId, most: 10_000 },
  statuses: { isValue: (value) => PROGRAMME_STATUSES.some((status) => status === value), most: 10 },
  languages: { isValue: isLanguageTag, most: 1_000 },
  roles: { isValue: (value) => ROLES.some((role) => role === value), most: 10 },
  years: { isValue: (value) => value.length === 4 && isPartialDate(value), most: 10_000, isNew: true },
  goodPractice: { isValue: isFlag, most: 2, isNew: true },
  openToVisitors: { isValue: isFlag, most: 2, isNew: true },
  funders: { isValue: () => true, isShown: isLine, most: MAX_FUNDERS, isNew: true },
  needStatuses: { isValue: (value) => NEED_STATUSES.some((status) => status === value), most: 10, isNew: true },
};

/** By its clean form nothing would be found. */
function isLine(value: string): boolean {
  return value.length <= MAX_LINE && isSeen(value) && cleanLine(value) === value;
}

/** Whether a facet came after contract 1.0. */
export const isNewFacet = (name: FacetName): boolean => RULES[name].isNew === true;

/**
 * Verifies how a city says that its matches divide, which is untrusted: known values only, none twice, each of at least
 * one record and at most all that match. Whether a record has a value, only its city can know.
 *
 * @param names the facets asked for; there are no others
 * @param raw the value of the contract's `facets`
 * @throws ContractBreachError that names the first breach
 */
export function verifyFacets(names: readonly FacetName[], raw: unknown, total: number): CityFacets {
  if (typeof raw !== 'object' || raw === null) throw new ContractBreachError('gave no facets');
  return Object.fromEntries(
    names.map((name) => [name, verifyCounts(name, (raw as Record<string, unknown>)[name], total)]),
  );
}

function verifyCounts(name: FacetName, raw: unknown, total: number): ReadonlyMap<string, number> | null {
  const { isValue, isShown, most, isNew } = RULES[name];
  if (raw === null && isNew) return null;
  if (!list.fits(raw)) throw new ContractBreachError(`its facet of ${name} is malformed`);
  if (raw.length > most) throw new ContractBreachError(`gave more than ${most} ${name}`);
  const counts = new Map<string, number>();
  for (const [index, entry] of raw.entries()) {
    const { value, count } = readFields(countRules, entry, `its facet of ${name} is malformed: entry ${index + 1}`);
    const at = `its facet of ${name}, entry ${index + 1}`;
    if (!isValue(value)) throw new ContractBreachError(`${at}: is not a value that can be`);
    if (counts.has(value)) throw new ContractBreachError(`${at}: stands there twice`);
    if (count < 1 || count > total) throw new ContractBreachError(`${at}: counts ${count} of ${total} matches`);
    if (isShown?.(value) ?? true) counts.set(value, count);
  }
  return counts;
}

/** The lists of the contract's `HitFacets`. */
export type FacetName =
  | 'concepts'
  | 'statuses'
  | 'languages'
  | 'roles'
  | 'years'
  | 'goodPractice'
  | 'openToVisitors'
  | 'funders'
  | 'needStatuses';

/** How the matches of one city divide: by value, how many of its records have it. Null for what it cannot say. */
export type CityFacets = Readonly<Partial<Record<FacetName, ReadonlyMap<string, number> | null>>>;
