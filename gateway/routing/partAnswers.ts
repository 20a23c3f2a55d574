import type { GraphQLFormattedError } from 'graphql';
import type { AnsweredReply, CityReply, FailureStatus } from '../../subgraphs/contract/AskCity';
import type { HubContext } from '../context';
import { isTurnOver, nextTurn, takeTurns } from '../engine/turns';
import type { Cut } from './compileAnswerReader';
import type { SentQuestion } from './EntityQuestions';
import type { Variables } from './fieldRules';
import type { Part } from './splitByOwner';

/** What a city made of its part. */
export type PartAnswer =
  | {
      readonly status: 'ANSWERED';
      readonly part: Part;
      /** As many as the part has representations, in their order. */
      readonly entities: readonly (Readonly<Record<string, unknown>> | null)[];
      /** With paths `['_entities', i, ...]`, where i counts within the part. */
      readonly errors: readonly GraphQLFormattedError[];
      /** What was cut, by its field. */
      readonly cuts: ReadonlyMap<string, Cut>;
    }
  | { readonly status: FailureStatus; readonly part: Part; readonly message: string };

/** What a part was asked, and how its answer is read. */
export interface PartQuestion extends Pick<SentQuestion, 'read' | 'mayBeWrong'> {
  readonly variables: Variables;
  readonly budget: ReadingBudget;
}

const CODES = {
  FOREIGN_ID: 'FOREIGN_ID',
  MALFORMED: 'CITY_INVALID',
  TOO_MANY: 'CITY_INVALID',
  MISPLACED: 'CITY_INVALID',
} as const;
const WORDS = {
  FOREIGN_ID: 'an id that is not its own to give',
  MALFORMED: 'a value that the contract does not allow',
  TOO_MANY: 'more items than it was asked for',
  MISPLACED: 'another record than it was asked for',
} as const;

/** Of what was dropped from one answer; more say nothing new. */
const MAX_VIOLATIONS = 100;

/**
 * Reads a city's reply to `_entities`: the number of entities, their shape and size, and whose ids they hold. A long
 * answer is read in several turns of the event loop.
 */
export async function readPart(part: Part, reply: CityReply, question: PartQuestion): Promise<PartAnswer> {
  if (reply.status !== 'ANSWERED') return { status: reply.status, part, message: reply.message };
  const answers = Object.hasOwn(reply.data, '_entities') ? reply.data._entities : undefined;
  const expected = part.representations.length;
  if (!Array.isArray(answers) || answers.length !== expected) {
    const got = Array.isArray(answers) ? String(answers.length) : 'none';
    return { status: 'INVALID', part, message: `It was asked for ${expected} and answered ${got}.` };
  }

  const { city } = part;
  const { read, variables, budget } = question;
  const entities: (Readonly<Record<string, unknown>> | null)[] = [];
  const violations: GraphQLFormattedError[] = [];
  const cuts = new Map<string, Cut>();
  for (const [index, representation] of part.representations.entries()) {
    if (isTurnOver()) await nextTurn();
    if (budget.isSpent) {
      violations.push(tooMuch(city, index));
      break;
    }
    const reading = read(answers[index], representation, { city, variables });
    budget.spend(reading.values);
    if (reading.closing) await takeTurns(reading.closing);
    entities.push(reading.entity);
    for (const cut of reading.cuts) cuts.set(cut.field, cut);
    for (const { kind, path } of reading.violations) {
      if (violations.length >= MAX_VIOLATIONS) break;
      const place = ['_entities', index, ...path];
      violations.push(cityError(CODES[kind], city, `${city} answered with ${WORDS[kind]}.`, place));
    }
  }
  while (entities.length < expected) entities.push(null);
  return { status: 'ANSWERED', part, entities, errors: [...readErrors(city, reply, question), ...violations], cuts };
}

/** What is wrong with an argument that the client gave is for the client to mend; all else is the city's own affair. */
function readErrors(city: string, { errors }: AnsweredReply, question: PartQuestion): GraphQLFormattedError[] {
  return errors.map(({ message, path = [], extensions = {} }) => {
    const { code, argument } = extensions;
    const key = path.findLast((step) => typeof step === 'string');
    if (code === 'BAD_USER_INPUT' && typeof argument === 'string' && typeof key === 'string') {
      const [name = ''] = argument.split('.');
      if (question.mayBeWrong(key, name, question.variables)) {
        return { message, path, extensions: { code, argument, city } };
      }
    }
    return cityError('CITY_ERROR', city, message, path);
  });
}

function tooMuch(city: string, index: number): GraphQLFormattedError {
  return {
    message: 'The cities answered more than one request may have read for it. Ask for fewer things at once.',
    path: ['_entities', index],
    extensions: { code: 'TOO_COSTLY', city },
  };
}

interface MergedAnswer {
  /** In the order of the batch; null where the owner does not know the entity, or could not be had. */
  readonly entities: (Readonly<Record<string, unknown>> | null)[];
  /** With paths `['_entities', position, ...]` in the whole batch. */
  readonly errors: GraphQLFormattedError[];
}

/** Of one owner. An error is told in each place of its record, until there are so many; then in the first of them. */
const MAX_ERRORS_OF_PART = 100;

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
      errors.push(cityError(`CITY_${answer.status}`, answer.part.city, message, path));
      continue;
    }
    answer.entities.forEach((entity, index) => {
      for (const position of answer.part.positions[index] ?? []) entities[position] = entity;
    });
    let left = MAX_ERRORS_OF_PART;
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

export function firstPosition(part: Part): number {
  return part.positions[0]?.[0] ?? 0;
}

/** Why a city's part of an answer is missing, as clients see it in an error's `extensions.code`. */
type CityErrorCode =
  | 'CITY_UNREACHABLE'
  | 'CITY_TIMED_OUT'
  | 'CITY_REFUSED'
  | 'CITY_INVALID'
  /** The city itself reported an error in a field. */
  | 'CITY_ERROR'
  /** The city spoke for an id that is not its own. */
  | 'FOREIGN_ID';

/** An error that clients see, at a place in `_entities`. The search had ended when it happened, hence the phase. */
export function cityError(
  code: CityErrorCode,
  city: string,
  message: string,
  path: readonly (string | number)[],
): GraphQLFormattedError {
  return { message, path, extensions: { code, city, phase: 'FETCH' } };
}

/** Of all cities' answers together. To read so many takes some hundred milliseconds, in turns. */
const MAX_VALUES = 1_000_000;

const budgets = new WeakMap<HubContext, ReadingBudget>();

/**
 * How many values of cities' answers may still be read for one request of a client. Each answer is bounded, but the
 * aliases of a request read the same one again and again, each for a place of its own.
 */
export class ReadingBudget {
  #left = MAX_VALUES;

  static of(context: HubContext): ReadingBudget {
    const budget = budgets.get(context) ?? new ReadingBudget();
    budgets.set(context, budget);
    return budget;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  spend(values: number): void {
    this.#left -= values;
  }
}
