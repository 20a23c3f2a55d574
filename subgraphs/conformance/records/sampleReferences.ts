import type { CityUnderCheck } from '../CityUnderCheck';
import { NoAnswer } from '../NoAnswer';
import { readList } from './readList';
import type { Reference } from './readReferences';
import { recordKinds } from './RecordKind';

/**
 * References to records that the city has, of all its types in turn.
 *
 * @throws NoAnswer when the city lists fewer than two.
 */
export async function sampleReferences(city: CityUnderCheck, atMost: number): Promise<readonly Reference[]> {
  const lists = await Promise.all(
    recordKinds.map(async (kind) => {
      const { records } = await readList(city, kind);
      return records.map(({ id }) => ({ __typename: kind.typename, id }));
    }),
  );
  const longest = Math.max(...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
  if (inTurn.length < 2) throw new NoAnswer('the city lists fewer than two records');
  return inTurn.slice(0, atMost);
}
