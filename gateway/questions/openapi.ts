import { COVERAGE_HEADER } from '../front/http/exposedHeaders';
import type { AnswerLimits } from './AnswerReader';
import { columnSchema } from './columnSchema';
import { commonParameters } from './commonParameters';
import type { Format } from './formats/Format';
import { formatsOf } from './formats/formats';
import type { Parameter } from './parameters';
import type { Question } from './Question';

/** The OpenAPI document of all questions, in all formats. */
export function describeInOpenApi(questions: readonly Question[], limits: AnswerLimits): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hanse: questions with an address',
      version: '1.0.0',
      summary: 'What cities know, as tables, feeds and calendars.',
      description:
        'Each question of the network as one unpaged answer. The whole API is GraphQL, at /graphql. Texts in answers are the words of ' +
        'the cities that published them. Who has a token sees what members may see.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    tags: questions.map(({ name, description }) => ({ name, description: description.en })),
    // Without a token, or with one.
    security: [{}, { member: [] }],
    paths: Object.fromEntries(
      questions.flatMap((question) =>
        formatsOf(question).map((format) => [
          `/questions/${question.name}.${format.ending}`,
          { get: describe(question, format, limits) },
        ]),
      ),
    ),
    components: {
      securitySchemes: { member: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      headers: {
        Coverage: {
          description:
            'How the answer stands, a dictionary (RFC 9651): whether it is complete, and which cities it rests on.',
          schema: { type: 'string' },
        },
        Next: {
          description: 'Where the answer goes on, with the relation `next` (RFC 8288).',
          schema: { type: 'string' },
        },
        RetryAfter: { description: 'Seconds until it is worth asking again.', schema: { type: 'integer' } },
      },
      responses: {
        NotModified: { description: 'The client has this answer already.' },
        Refused: inWords('What is asked cannot be answered; the text says why.'),
        Unauthorized: inWords('The token gives no access.'),
        TooMany: {
          ...inWords('More was asked than may be in a minute.'),
          headers: { 'Retry-After': ref('headers/RetryAfter') },
        },
        Unavailable: {
          ...inWords('There is no answer now.'),
          headers: { 'Retry-After': ref('headers/RetryAfter') },
        },
      },
      schemas: { Coverage: { type: ['object', 'null'], additionalProperties: true } },
    },
  };
}

function describe(question: Question, format: Format, limits: AnswerLimits): object {
  return {
    operationId: `${question.name}As${format.ending.charAt(0).toUpperCase()}${format.ending.slice(1)}`,
    tags: [question.name],
    summary: `${question.title.en} (${format.ending})`,
    description: question.description.en,
    parameters: [...question.parameters, ...commonParameters(limits), ...format.options].map(describeParameter),
    responses: {
      200: {
        description: 'The answer.',
        headers: { [COVERAGE_HEADER]: ref('headers/Coverage'), Link: ref('headers/Next') },
        content: { [format.mediaType.split(';', 1).join('')]: { schema: schemaOf(question, format) } },
      },
      304: ref('responses/NotModified'),
      400: ref('responses/Refused'),
      401: ref('responses/Unauthorized'),
      429: ref('responses/TooMany'),
      503: ref('responses/Unavailable'),
    },
  };
}

function describeParameter({ name, description, kind, isList, isRequired, fallback }: Parameter): object {
  const value = {
    ...(kind.type === 'choice' && { type: 'string', enum: kind.values }),
    ...(kind.type === 'number' && { type: 'integer', minimum: kind.min, maximum: kind.max }),
    ...(kind.type === 'text' && { type: 'string' }),
    ...(kind.type === 'language' && { type: 'string', examples: ['en'] }),
    ...(fallback !== undefined && { default: fallback }),
  };
  return {
    name,
    in: 'query',
    description: description.en,
    required: isRequired === true,
    ...(isList === true
      ? { schema: { type: 'array', items: value }, style: 'form', explode: false }
      : { schema: value }),
  };
}

function schemaOf(question: Question, { ending }: Format): object {
  if (ending !== 'json') return { type: 'string' };
  const properties = Object.fromEntries(question.columns.map((column) => [column.name, columnSchema(column)]));
  return {
    type: 'object',
    required: ['question', 'columns', 'rows', 'complete', 'coverage', 'notes'],
    properties: {
      question: { type: 'object' },
      columns: { type: 'array', items: { type: 'object' } },
      rows: { type: 'array', items: { type: 'object', properties, required: Object.keys(properties) } },
      complete: {
        type: 'boolean',
        description: 'Whether it has all that was found, and all cities gave what they have.',
      },
      endsEarly: { type: ['string', 'null'], description: 'Why it ends before all that was found is in it.' },
      rowCount: { type: 'integer' },
      hasMore: { type: 'boolean' },
      cursor: { type: 'string', description: 'As `after`, it asks for what comes behind.' },
      coverage: ref('schemas/Coverage'),
      notes: { type: 'array', items: { type: 'string' }, description: 'How the answer stands, in sentences.' },
    },
  };
}

function inWords(description: string): object {
  return { description, content: { 'text/plain': { schema: { type: 'string' } } } };
}

function ref(path: string): object {
  return { $ref: `#/components/${path}` };
}
