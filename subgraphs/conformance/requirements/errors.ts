import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import type { Answer } from '../http/readAnswer';
import type { Requirement } from '../Requirement';

interface WrongRequest {
  readonly what: string;
  readonly body: string;
}

const HITS =
  'query Hits($text: String, $first: Int!, $after: HitPosition, $day: PartialDate!) { staffHits(text: $text, first: $first, after: $after, day: $day) { total hits { id } } }';

/** Requests that cannot be answered, or that were meant to upset a server. */
function wrongRequests({ day }: CityUnderCheck): readonly WrongRequest[] {
  const hits = (variables: object): string =>
    JSON.stringify({ query: HITS, variables: { text: 'plan', first: 1, day, ...variables } });
  return [
    { what: 'a syntax error', body: JSON.stringify({ query: '{ summary' }) },
    { what: 'an unknown field', body: JSON.stringify({ query: '{ conformanceKit }' }) },
    { what: 'a missing variable', body: JSON.stringify({ query: HITS, variables: {} }) },
    { what: 'a variable of the wrong type', body: hits({ first: 'many' }) },
    { what: 'too many', body: hits({ first: 100_000 }) },
    { what: 'an integer too large', body: hits({ first: 99_999_999_999 }) },
    { what: 'neither concepts nor text', body: hits({ text: null }) },
    { what: 'a quote', body: hits({ text: "'; DROP TABLE staff; --" }) },
    { what: 'a U+0000', body: hits({ text: 'plan\0plan', after: { score: 1, id: '\0' } }) },
    { what: 'half a surrogate pair', body: hits({ text: 'plan\ud800' }) },
    { what: 'operators of a text search', body: hits({ text: "plan:* & !(| <-> \\' %_" }) },
    { what: 'a score too large', body: hits({ after: { score: 2_147_483_647, id: 'x'.repeat(5000) } }) },
    {
      what: 'a reference to nothing',
      body: JSON.stringify({ query: REFERENCES, variables: { representations: [{}] } }),
    },
    {
      what: 'a reference to an unknown type',
      body: JSON.stringify({ query: REFERENCES, variables: { representations: [{ __typename: 'pg_user', id: '1' }] } }),
    },
  ];
}

const REFERENCES =
  'query References($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';

async function sendWrong(city: CityUnderCheck): Promise<readonly (WrongRequest & { answer: Answer })[]> {
  return city.learn('wrong requests', async () => {
    const answers = [];
    for (const request of wrongRequests(city)) {
      answers.push({
        ...request,
        answer: await city.send({ headers: await city.authorization(city.widest, request.body), body: request.body }),
      });
    }
    return answers;
  });
}

const errorShape = z.object({
  errors: z
    .array(z.object({ message: z.string().min(1), extensions: z.object({ code: z.string().regex(/^[A-Z][A-Z_]*$/) }) }))
    .min(1),
});

/** What an error must not tell, and how it would look. */
const LEAKS = [
  { what: 'a stack', pattern: /\n?\s+at .+:\d+:\d+|node_modules|stacktrace|Traceback/i },
  {
    what: 'SQL',
    pattern: /\bSELECT\b.+\bFROM\b|\bsyntax error at or near\b|\brelation "|\bpg_catalog\b|QueryFailedError/i,
  },
  {
    what: 'an address',
    pattern: /\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b|ECONNREFUSED|postgres(ql)?:\/\/|\/home\/|\/usr\/|\/app\//,
  },
] as const;

const JSON_TYPES = ['application/json', 'application/graphql-response+json'];

function checkJson({ status, contentType, json, text }: Answer, what: string): void {
  const [mediaType = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (!JSON_TYPES.includes(mediaType))
    throw new NotMetError(`HTTP ${status} is ${contentType || 'of no type'}, for ${what}`);
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))
    throw new NotMetError(`${contentType}, for ${what}`);
  if (json === undefined) throw new NotMetError(`no JSON, for ${what}`);
  if (text.includes('\ufffd')) throw new NotMetError(`not UTF-8, for ${what}`);
}

export const errors: readonly Requirement[] = [
  {
    id: 'CITY-100',
    level: 'MUST',
    title: 'answer what it cannot answer with GraphQL errors that have a message and a code',
    async check(city) {
      const refused = (await sendWrong(city)).filter(({ answer }) => answer.status >= 400 || answer.errors.length > 0);
      const readable = refused.filter(({ answer }) => answer.json !== undefined);
      if (readable.length === 0) throw new NoEvidenceError('no error came as JSON, see CITY-103');
      const formless = readable.find(({ answer }) => !errorShape.safeParse(answer.json).success);
      if (formless !== undefined) {
        throw new NotMetError(`HTTP ${formless.answer.status} without a message and a code, for ${formless.what}`);
      }
      const needed = ['a syntax error', 'an unknown field', 'a variable of the wrong type', 'too many'];
      const unrefused = needed.find((what) => !refused.some((request) => request.what === what));
      if (unrefused !== undefined) throw new NotMetError(`no error, for ${unrefused}`);
      return `${readable.length} errors`;
    },
  },
  {
    id: 'CITY-101',
    level: 'MUST',
    title: 'tell no stack, no SQL and no address in an answer to a wrong request',
    async check(city) {
      const answers = await sendWrong(city);
      for (const { what, answer } of answers) {
        const leak = LEAKS.find(({ pattern }) => pattern.test(answer.text));
        if (leak !== undefined) throw new NotMetError(`${leak.what}, for ${what}`);
      }
      return `${answers.length} wrong requests`;
    },
  },
  {
    id: 'CITY-102',
    level: 'MUST',
    title: 'answer in JSON and UTF-8, and say so',
    async check(city) {
      const answers = [await city.ask('{ __typename }'), await city.ask('{ _service { sdl } }')];
      for (const answer of answers) checkJson(answer, 'a plain question');
      return answers[0]?.contentType ?? '';
    },
  },
  {
    id: 'CITY-103',
    level: 'MUST',
    title: 'answer errors, too, in JSON and UTF-8',
    async check(city) {
      const answers = await sendWrong(city);
      const refused = answers.filter(({ answer }) => answer.status >= 400 || answer.errors.length > 0);
      for (const { what, answer } of refused) checkJson(answer, what);
      return `${refused.length} errors`;
    },
  },
  {
    id: 'CITY-104',
    level: 'MUST',
    title: 'fail at no wrong request: no HTTP 5xx, and no internal error',
    async check(city) {
      const answers = await sendWrong(city);
      for (const { what, answer } of answers) {
        if (answer.status >= 500) throw new NotMetError(`HTTP ${answer.status}, for ${what}`);
        // A reference to a type that is not there is an error that Federation's own library leaves without a code.
        if (what.startsWith('a reference to')) continue;
        if (answer.errors.some(({ code }) => code === 'INTERNAL_SERVER_ERROR')) {
          throw new NotMetError(`an internal error, for ${what}`);
        }
      }
      return `${answers.length} wrong requests`;
    },
  },
];
