import { MAX_REFERENCES } from '../../subgraphs/contract/bounds';
import { parseId } from '../../subgraphs/contract/ids';

/** A reference to an entity, as Apollo Federation sends it to a subgraph. */
export interface Representation extends Readonly<Record<string, unknown>> {
  readonly __typename: string;
  readonly id: string;
}

/** What one city is asked for. `positions[i]` are the places in the whole batch that await the i-th entity of the part. */
export interface Part {
  readonly city: string;
  readonly representations: readonly Representation[];
  readonly positions: readonly (readonly number[])[];
}

export interface Split {
  /** In the order in which the owners first appear in the batch. */
  readonly parts: readonly Part[];
  /** Positions of what no city owns: malformed ids, and ids of another type than they are said to be. */
  readonly unowned: readonly number[];
}

/**
 * Splits a batch by the city in the id. What occurs more than once is asked for once, and a city that owns very many makes
 * several parts.
 */
export function splitByOwner(representations: readonly Representation[]): Split {
  const parts = new Map<
    string,
    { representations: Representation[]; positions: number[][]; index: Map<string, number> }
  >();
  const unowned: number[] = [];
  representations.forEach((representation, position) => {
    const city = ownerOf(representation);
    if (city === null) {
      unowned.push(position);
      return;
    }
    const part = parts.get(city) ?? { representations: [], positions: [], index: new Map<string, number>() };
    parts.set(city, part);
    const identity = JSON.stringify(representation);
    const known = part.index.get(identity);
    if (known !== undefined) {
      part.positions[known]?.push(position);
      return;
    }
    part.index.set(identity, part.representations.length);
    part.representations.push(representation);
    part.positions.push([position]);
  });
  return {
    parts: [...parts].flatMap(([city, { representations, positions }]) =>
      cut({ city, representations, positions }, MAX_REFERENCES),
    ),
    unowned,
  };
}

function cut({ city, representations, positions }: Part, size: number): readonly Part[] {
  return Array.from({ length: Math.ceil(representations.length / size) }, (_, number) => ({
    city,
    representations: representations.slice(number * size, (number + 1) * size),
    positions: positions.slice(number * size, (number + 1) * size),
  }));
}

function ownerOf({ __typename, id }: Representation): string | null {
  const parsed = parseId(id);
  if (__typename.toLowerCase() !== parsed?.type) return null;
  if (parsed.owner === 'city') return parsed.cityId;
  return parsed.type === 'city' ? id : null;
}
