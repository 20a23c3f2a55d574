import { MAX_HITS } from '../../contract/bounds';
import type { CityUnderCheck } from '../CityUnderCheck';
import { anyOf, askHits } from '../hits/askHits';
import { findConcepts } from '../hits/findConcepts';
import type { HitKind } from '../hits/HitKind';
import { hitKinds } from '../hits/HitKind';
import { NoEvidenceError } from '../checkErrors';
import { readList } from './readList';
import { readReferences } from './readReferences';
import type { RecordKind } from './RecordKind';
import { recordKinds } from './RecordKind';

/** A record that members may see and strangers may not. */
export interface HiddenRecord {
  readonly typename: RecordKind['typename'];
  readonly id: string;
}

const CONCEPTS = 10;
const REFERENCES_A_REQUEST = 200;

/**
 * The records that are hidden from strangers. The kit does not know what is hidden: a record is, when members see it and
 * at least one of the ways to it (lists, references, searches) denies it to strangers. What shows it to them is a leak.
 *
 * @throws NoEvidenceError when no way hides any, or when nothing can be signed.
 */
export async function findHidden(city: CityUnderCheck): Promise<readonly HiddenRecord[]> {
  await city.authorization('member');
  const hidden = await city.learn('hidden records', async () => {
    const found = new Map<string, HiddenRecord>();
    for (const kind of recordKinds) {
      for (const id of [...(await hiddenInList(city, kind)), ...(await hiddenByReference(city, kind))]) {
        found.set(id, { typename: kind.typename, id });
      }
    }
    for (const kind of hitKinds) {
      for (const id of await hiddenInHits(city, kind)) found.set(id, { typename: kind.record.typename, id });
    }
    return [...found.values()];
  });
  if (hidden.length === 0) throw new NoEvidenceError('no record was found that members see and strangers do not');
  return hidden;
}

async function hiddenInList(city: CityUnderCheck, kind: RecordKind): Promise<readonly string[]> {
  const forStrangers = await readList(city, kind, 'anonymous');
  // Of a longer list nobody knows what comes behind.
  if (!forStrangers.complete) return [];
  const shown = new Set(forStrangers.records.map(({ id }) => id));
  const forMembers = await readList(city, kind, 'member');
  return forMembers.records.map(({ id }) => id).filter((id) => !shown.has(id));
}

async function hiddenByReference(city: CityUnderCheck, kind: RecordKind): Promise<readonly string[]> {
  const { records } = await readList(city, kind, 'member');
  const hidden: string[] = [];
  for (let at = 0; at < records.length; at += REFERENCES_A_REQUEST) {
    const ids = records.slice(at, at + REFERENCES_A_REQUEST).map(({ id }) => id);
    const references = ids.map((id) => ({ __typename: kind.typename, id }));
    const answered = await readReferences(city, references, 'anonymous');
    if (answered.some((entity) => entity !== null && !ids.includes(entity.id))) {
      throw new NoEvidenceError('references are answered with other ids, see CITY-018');
    }
    const shown = new Set(answered.map((entity) => entity?.id));
    hidden.push(...ids.filter((id) => !shown.has(id)));
  }
  return hidden;
}

async function hiddenInHits(city: CityUnderCheck, kind: HitKind): Promise<readonly string[]> {
  const concepts = await findConcepts(city, kind).catch((error: unknown) => {
    if (error instanceof NoEvidenceError) return [];
    throw error;
  });
  const hidden: string[] = [];
  for (const { concept } of concepts.slice(0, CONCEPTS)) {
    const groups = [anyOf(concept)];
    const forStrangers = await askHits(city, kind, { groups, first: MAX_HITS, viewer: 'anonymous' });
    if (forStrangers.total > MAX_HITS) continue;
    const shown = new Set(forStrangers.hits.map(({ id }) => id));
    const forMembers = await askHits(city, kind, { groups, first: MAX_HITS, viewer: 'member' });
    hidden.push(...forMembers.hits.map(({ id }) => id).filter((id) => !shown.has(id)));
  }
  return hidden;
}
