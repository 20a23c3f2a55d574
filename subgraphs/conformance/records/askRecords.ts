import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import type { Viewer } from '../TokenMint';

type Answer<T> = z.ZodType<{ _entities: (T | null)[] }>;

/** By the shape of a record. zod compiles a shape when it is first used, so each is made once. */
const answers = new WeakMap<z.ZodType, Answer<unknown>>();

function answerOf<T>(shape: z.ZodType<T>): Answer<T> {
  const answer = answers.get(shape) ?? z.object({ _entities: z.array(shape.nullable()) });
  answers.set(shape, answer);
  return answer as Answer<T>;
}

/** Some fields of records by reference, in the order of their ids; null where the city does not know one. */
export async function askRecords<T>(
  city: CityUnderCheck,
  typename: string,
  ids: readonly string[],
  selection: string,
  shape: z.ZodType<T>,
  viewer: Viewer = city.widest,
): Promise<readonly (T | null)[]> {
  const query = `query Records($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on ${typename} { ${selection} } }
}`;
  const representations = ids.map((id) => ({ __typename: typename, id }));
  const { _entities } = await city.data(query, answerOf(shape), { variables: { representations }, viewer });
  return _entities;
}
