import type { GraphQLFormattedError } from 'graphql';
import type { AnsweredReply, CityReply, FailureStatus } from '../../subgraphs/contract/AskCity';
import { isTurnOver, nextTurn } from '../engine/turns';
import { cityFault } from './cityFault';
import type { Cut } from './compileAnswerReader';
import type { EntityQuestion } from './identifyEntities';
import type { Variables } from './listRule';
import type { ReadingBudget } from './ReadingBudget';
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
export interface PartQuestion extends Pick<EntityQuestion, 'read' | 'mayBeWrong'> {
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
    entities.push(reading.entity);
    for (const cut of reading.cuts) cuts.set(cut.field, cut);
    for (const { kind, path } of reading.violations) {
      if (violations.length >= MAX_VIOLATIONS) break;
      const place = ['_entities', index, ...path];
      violations.push(cityFault(CODES[kind], city, `${city} answered with ${WORDS[kind]}.`, place));
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
    return cityFault('CITY_ERROR', city, message, path);
  });
}

function tooMuch(city: string, index: number): GraphQLFormattedError {
  return {
    message: 'The cities answered more than one request may have read for it. Ask for fewer things at once.',
    path: ['_entities', index],
    extensions: { code: 'TOO_COSTLY', city },
  };
}
