import type { GraphQLFormattedError } from 'graphql';
import type { CityReply, FailureStatus } from '../../subgraphs/search/AskCity';
import { cityFault } from './cityFault';
import type { AnswerReader } from './compileAnswerReader';
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
    }
  | { readonly status: FailureStatus; readonly part: Part; readonly message: string };

const CODES = { FOREIGN_ID: 'FOREIGN_ID', MALFORMED: 'CITY_INVALID', MISPLACED: 'CITY_INVALID' } as const;
const WORDS = {
  FOREIGN_ID: 'an id that is not its own to give',
  MALFORMED: 'a value that the contract does not allow',
  MISPLACED: 'another record than it was asked for',
} as const;

/** Reads a city's reply to `_entities`: the number of entities, their shape, and whose ids they hold. */
export function readPart(part: Part, reply: CityReply, read: AnswerReader): PartAnswer {
  if (reply.status !== 'ANSWERED') return { status: reply.status, part, message: reply.message };
  const answers = Object.hasOwn(reply.data, '_entities') ? reply.data._entities : undefined;
  const expected = part.representations.length;
  if (!Array.isArray(answers) || answers.length !== expected) {
    const got = Array.isArray(answers) ? String(answers.length) : 'none';
    return { status: 'INVALID', part, message: `It was asked for ${expected} and answered ${got}.` };
  }

  const errors = reply.errors.map(({ message, path = [], extensions = {} }) => {
    // What is wrong with an argument is for the client to mend; all else is the city's own affair.
    if (extensions.code !== 'BAD_USER_INPUT') return cityFault('CITY_ERROR', part.city, message, path);
    const { code, argument } = extensions;
    return { message, path, extensions: { code, argument, city: part.city } };
  });
  const entities = part.representations.map((representation, index) => {
    const { entity, violations } = read(answers[index], representation, part.city);
    for (const { kind, path } of violations) {
      const place = ['_entities', index, ...path];
      errors.push(cityFault(CODES[kind], part.city, `${part.city} answered with ${WORDS[kind]}.`, place));
    }
    return entity;
  });
  return { status: 'ANSWERED', part, entities, errors };
}
