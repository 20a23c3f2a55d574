import type { CityUnderCheck } from '../CityUnderCheck';
import { readList } from '../records/readList';
import type { FoundHits } from './askHits';
import { anyOf, askHits } from './askHits';
import { findConcepts } from './findConcepts';
import type { HitKind } from './HitKind';

/** Concepts of each kind that are looked at closely. */
const CONCEPTS = 3;

/**
 * Answers of one search by concept and by text.
 *
 * @throws NoEvidenceError when it finds nothing by any concept.
 */
export async function sampleHits(city: CityUnderCheck, kind: HitKind): Promise<readonly FoundHits[]> {
  const concepts = await findConcepts(city, kind);
  const answers = [];
  for (const { concept } of concepts.slice(0, CONCEPTS)) {
    answers.push(await askHits(city, kind, { groups: [anyOf(concept)] }));
  }
  const [first] = await findWords(city, kind);
  if (first !== undefined) answers.push(await askHits(city, kind, { text: first.word }));
  return answers;
}

export interface FoundWord {
  readonly word: string;
  /** Id of a record whose name or title contains it. */
  readonly id: string;
}

/** Words that stand in the names or titles of records, the longest first; one of each record. */
export async function findWords(city: CityUnderCheck, { record }: HitKind): Promise<readonly FoundWord[]> {
  const { records } = await readList(city, record);
  return records
    .flatMap(({ id, heading }) => {
      // Whole words between spaces: what is between other signs may be cut in many ways.
      const [word] = heading
        .split(/\s+/)
        .filter((part) => /^\p{L}{4,}$/u.test(part))
        .sort((a, b) => b.length - a.length);
      return word === undefined ? [] : [{ word, id }];
    })
    .sort((a, b) => b.word.length - a.word.length);
}
