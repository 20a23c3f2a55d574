import type { CallToolResult, Tool as ToolDescription } from '@modelcontextprotocol/sdk/types.js';
import { AnswerReader } from '../questions/AnswerReader';
import { columnSchema } from '../questions/columnSchema';
import { readParameters } from '../questions/parameters';
import type { Parameter } from '../questions/parameters';
import type { Row, Value } from '../questions/Question';
import { refusalTextsOf } from '../web/language/refusalTexts';
import { languageOf, textsOf } from '../web/language/textsOf';
import type { Asker } from './Asker';
import { READ_ONLY } from './readOnly';
import { NO_ANSWER, toolError, toolResult } from './toolResult';
import type { Tool } from './tools';

/** What an assistant reads at a time, and what it gets where it says nothing. */
const MOST = 25;
const USUAL = 10;

const COMMON: readonly Parameter[] = [
  {
    name: 'limit',
    kind: { type: 'number', min: 1, max: MOST },
    description: {
      en: `How many rows at most, ${USUAL} without it.`,
      de: `Wie viele Zeilen höchstens, sonst ${USUAL}.`,
      nl: `Hoeveel regels hoogstens, anders ${USUAL}.`,
    },
  },
  {
    name: 'after',
    kind: { type: 'text' },
    description: {
      en: 'The cursor of the result before, to go on behind it.',
      de: 'Der cursor des Ergebnisses davor, um dahinter fortzufahren.',
      nl: 'De cursor van het vorige resultaat, om daarachter verder te gaan.',
    },
  },
  {
    name: 'lang',
    kind: { type: 'language' },
    description: {
      en: 'The language of labels and notes: en, de or nl.',
      de: 'Die Sprache von Bezeichnungen und Hinweisen: en, de oder nl.',
      nl: 'De taal van termen en opmerkingen: en, de of nl.',
    },
  },
];

/** A tool as the protocol lists it: its arguments are what may be given to the question. */
export function describeTool({ name, question, hint }: Tool): ToolDescription {
  const parameters = [...question.parameters, ...COMMON];
  const columns = Object.fromEntries(question.columns.map((column) => [column.name, columnSchema(column)]));
  return {
    name,
    title: question.title.en,
    description: `${question.description.en} ${hint}`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, schemaOf(parameter)])),
      required: parameters.flatMap((parameter) => (parameter.isRequired === true ? [parameter.name] : [])),
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          items: { type: 'object', properties: columns },
          description: 'A value that is not known is left out.',
        },
        complete: { type: 'boolean', description: 'Whether all cities that could have something answered in full.' },
        coverage: {
          type: ['object', 'null'],
          description: 'Which cities it rests on, and what became of asking each.',
        },
        notes: {
          type: 'array',
          items: { type: 'string' },
          description: 'How the result stands, in sentences: read them.',
        },
        total: { type: 'integer' },
        cursor: { type: 'string' },
      },
      required: ['rows', 'complete', 'coverage', 'notes'],
    },
    annotations: { title: question.title.en, ...READ_ONLY },
  };
}

function schemaOf({ description, kind, isList }: Parameter): object {
  const value = {
    text: () => ({ type: 'string' }),
    language: () => ({ type: 'string', enum: ['en', 'de', 'nl'] }),
    choice: () => (kind.type === 'choice' ? choiceOf(kind.values) : {}),
    number: () => (kind.type === 'number' ? { type: 'integer', minimum: kind.min, maximum: kind.max } : {}),
  }[kind.type]();
  return { ...(isList === true ? { type: 'array', items: value } : value), description: description.en };
}

function choiceOf(values: readonly string[]): object {
  return values.join() === 'true,false' ? { type: 'boolean' } : { type: 'string', enum: values };
}

/** Asks a tool's question once. Never rejects. */
export async function askTool(
  { question }: Tool,
  args: Readonly<Record<string, unknown>>,
  { query, signal, origin, onFailure }: Asker,
): Promise<CallToolResult> {
  const texts = Object.entries(args).map(([name, value]) => [name, textsOfArgument(value)] as const);
  const wrong = texts.find(([, value]) => value === undefined);
  if (wrong !== undefined)
    return toolError(`"${wrong[0].slice(0, 60)}" must be a text, a number, true or false, or a list of texts.`);
  const read = readParameters(Object.fromEntries(texts), [...question.parameters, ...COMMON], 'en');
  if (read.state === 'invalid') return toolError(read.problem);
  const { given } = read;
  const problem = question.check?.(given, refusalTextsOf('en'));
  if (problem !== undefined) return toolError(problem);

  const most = given.number('limit') ?? USUAL;
  const reader = new AnswerReader({
    ...{ question, given, query, signal, onFailure, most, after: given.one('after') },
    reader: { texts: textsOf(languageOf(given.one('lang') ?? 'en') ?? 'en'), origin },
    limits: { maxRows: MOST, maxMs: Infinity },
    // One page, which the request has paid for.
    charge: () => Promise.resolve(undefined),
  });
  const outcome = await reader.askFirstPage();
  if (outcome.state === 'refused') return toolError(outcome.message);
  if (outcome.state === 'failed') {
    onFailure(outcome.cause);
    return toolError(NO_ANSWER);
  }
  const rows: object[] = [];
  const pages = reader.read(outcome.answer);
  for (;;) {
    const page = await pages.next();
    if (page.done !== true) {
      rows.push(...page.value.map((row) => objectOf(row, question.columns)));
      continue;
    }
    const { isComplete, coverage, notes, cursor, hasMore } = page.value;
    const { total } = outcome.answer;
    return toolResult({
      rows,
      complete: isComplete,
      coverage: coverage ?? null,
      notes,
      ...(total !== undefined && { total }),
      ...(hasMore && cursor !== undefined && { cursor }),
    });
  }
}

/** An argument as an address would have it; undefined for what is none. */
function textsOfArgument(value: unknown): string | readonly string[] | undefined {
  if (Array.isArray(value)) return value.every((part) => typeof part === 'string') ? value : undefined;
  if (value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** What is known of a row, by the names of the columns. */
function objectOf({ values }: Row, columns: readonly { readonly name: string }[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    columns.flatMap(({ name }, at) => {
      const value = values[at] ?? null;
      const isEmpty = value === null || (typeof value === 'object' && value.length === 0);
      return isEmpty ? [] : [[name, value]];
    }),
  );
}
