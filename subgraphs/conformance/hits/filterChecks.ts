import { MAX_HITS } from '../../contract/bounds';
import { ROLES } from '../../contract/enums';
import type { Group } from '../../search/question/understand';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import type { CityUnderCheck } from '../CityUnderCheck';
import { newFiltersOf } from '../records/newFilters';
import type { FilterCheck, Filterable } from '../records/RecordKind';
import { exchangeFilters, offerFilters, programmeFilters, staffFilters } from '../records/RecordKind';
import { anyOf, askHits } from './askHits';
import type { HitCheck } from './forEachKind';
import { areEqual, findAll, findWholeConcepts, idsOf } from './hitChecks';
import type { HitKind } from './HitKind';
import { FILTERABLE, readFilterable } from './readFilterable';

const FILTERS: Readonly<Record<HitKind['hitsField'], readonly FilterCheck[]>> = {
  staffHits: staffFilters,
  programmeHits: programmeFilters,
  exchangeHits: exchangeFilters,
  offerHits: offerFilters,
  needHits: [],
};

/** Whether each filter finds those of all that a concept finds whose records pass it. */
async function findsBy(
  city: CityUnderCheck,
  kind: HitKind,
  fields: string,
  filtersFor: (records: readonly Filterable[]) => readonly FilterCheck[],
): Promise<{ readonly groups: readonly Group[]; readonly all: ReadonlySet<string>; readonly seen: string }> {
  const [concept] = await findWholeConcepts(city, kind);
  if (concept === undefined) throw new NoEvidenceError(`each concept finds more than ${MAX_HITS}`);
  const groups = [anyOf(concept)];
  const all = await findAll(city, kind, { groups });
  const records = await readFilterable(city, kind, [...all], fields);
  const checked = filtersFor([...records.values()]);
  for (const { filter, passes } of checked) {
    const expected = new Set([...all].filter((id) => passes(records.get(id) ?? {})));
    const found = await findAll(city, kind, { groups, filter });
    if (areEqual(found, expected)) continue;
    throw new NotMetError(`${kind.hitsField} by ${JSON.stringify(filter)} finds ${found.size}, not ${expected.size}`);
  }
  return { groups, all, seen: `${checked.length} filters on ${all.size}` };
}

export const filters: HitCheck = async (city, kind) => {
  const { hitsField } = kind;
  const { groups, all, seen } = await findsBy(city, kind, FILTERABLE[hitsField], () => FILTERS[hitsField]);
  if (hitsField === 'staffHits') await checkRoles(city, kind, groups, all);
  return seen;
};

/** The same for the filters that came after contract 1.0. */
export const newFilters: HitCheck = async (city, kind) => {
  const { fields, checksOf } = newFiltersOf[kind.record.typename];
  return (await findsBy(city, kind, fields, checksOf)).seen;
};

/** A role is one of the experience that matched, so all roles together find what no filter finds. */
async function checkRoles(
  city: CityUnderCheck,
  kind: HitKind,
  groups: readonly Group[],
  all: ReadonlySet<string>,
): Promise<void> {
  const byAnyRole = new Set<string>();
  for (const role of ROLES) {
    const found = await askHits(city, kind, { groups, filter: { roles: [role] }, first: MAX_HITS });
    const other = found.hits.find(({ features }) => features.role !== role);
    if (other !== undefined) throw new NotMetError(`${other.id} is found by the role ${role}, but for another`);
    for (const id of idsOf(found)) byAnyRole.add(id);
  }
  if (!areEqual(byAnyRole, all))
    throw new NotMetError(`staffHits by each role finds ${byAnyRole.size}, not ${all.size}`);
}
