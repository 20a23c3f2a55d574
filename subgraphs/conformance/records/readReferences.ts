import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import type { Viewer } from '../Viewer';
import { recordKinds } from './RecordKind';

export interface Reference {
  readonly __typename: string;
  readonly id: unknown;
}

const answer = z.object({
  _entities: z.array(z.object({ __typename: z.string(), id: z.string() }).nullable()),
});

export type AnsweredReference = z.output<typeof answer>['_entities'][number];

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
