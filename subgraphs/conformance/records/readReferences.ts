import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import type { Viewer } from '../TokenMint';
import { recordKinds } from './RecordKind';
import { NoEvidenceError } from '../checkErrors';
import { readList } from './readList';

export interface Reference {
  readonly __typename: string;
  readonly id: unknown;
}

const answer = z.object({
  _entities: z.array(z.object({ __typename: z.string(), id: z.string() }).nullable()),
});

type AnsweredReference = z.output<typeof answer>['_entities'][number];

const QUERY = `query References($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ${['City', ...recordKinds.map(({ typename }) => typename)].map((type) => `... on ${type} { id }`).join('\n    ')}
  }
}`;

/** What the city answers for these references, as they come. */
export async function readReferences(
  city: CityUnderCheck,
  references: readonly Reference[],
  viewer: Viewer = city.widest,
): Promise<readonly AnsweredReference[]> {
  const { _entities } = await city.data(QUERY, answer, { variables: { representations: references }, viewer });
  return _entities;
}

/**
 * References to records that the city has, of all its types in turn.
 *
 * @throws NoEvidenceError when the city lists fewer than two.
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
  if (inTurn.length < 2) throw new NoEvidenceError('the city lists fewer than two records');
  return inTurn.slice(0, atMost);
}
