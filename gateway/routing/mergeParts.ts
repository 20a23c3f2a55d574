import type { GraphQLFormattedError } from 'graphql';
import { cityFault } from './cityFault';
import type { PartAnswer } from './readPart';
import type { Part } from './splitByOwner';

export interface MergedAnswer {
  /** In the order of the batch; null where the owner does not know the entity, or could not be had. */
  readonly entities: (Readonly<Record<string, unknown>> | null)[];
  /** With paths `['_entities', position, ...]` in the whole batch. */
  readonly errors: GraphQLFormattedError[];
}

/** Of one owner. An error is told in each place of its record, until there are so many; then in the first of them. */
const MAX_ERRORS = 100;

/**
 * Puts the owners' answers back in the order of the batch. Each owner stands for itself: one that failed leaves null in
 * its own places, and one error at the first of them.
 *
 * A record that stands in several places is one object in all of them, since copies would multiply whatever its owner
 * chose to send. The executor knows that what it merges into such an object is then in each place. So two batches, whose
 * places are merged into in other ways, must never share one.
 */
export function mergeParts(size: number, answers: readonly PartAnswer[]): MergedAnswer {
  const entities: MergedAnswer['entities'] = new Array<null>(size).fill(null);
  const errors: GraphQLFormattedError[] = [];
  for (const answer of answers) {
    if (answer.status !== 'ANSWERED') {
      const path = ['_entities', firstPosition(answer.part)];
      const message = `The records could not be had from ${answer.part.city}. ${answer.message}`;
      errors.push(cityFault(`CITY_${answer.status}`, answer.part.city, message, path));
      continue;
    }
    answer.entities.forEach((entity, index) => {
      for (const position of answer.part.positions[index] ?? []) entities[position] = entity;
    });
    let left = MAX_ERRORS;
    for (const error of answer.errors) {
      const paths = pathsInBatch(error.path, answer.part).slice(0, Math.max(1, left));
      for (const path of paths) errors.push({ ...error, path });
      left -= paths.length;
    }
  }
  return { entities, errors };
}

/** The places in the batch that `['_entities', i, ...]` of a part stands for; the part's first where it names none. */
function pathsInBatch(path: GraphQLFormattedError['path'], part: Part): (string | number)[][] {
  const [root, index, ...rest] = path ?? [];
  const positions = root === '_entities' && typeof index === 'number' ? part.positions[index] : undefined;
  if (!positions) return [['_entities', firstPosition(part)]];
  return positions.map((position) => ['_entities', position, ...rest]);
}

function firstPosition(part: Part): number {
  return part.positions[0]?.[0] ?? 0;
}
