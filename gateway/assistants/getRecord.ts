import type { CallToolResult, Tool as ToolDescription } from '@modelcontextprotocol/sdk/types.js';
import { pageAt } from '../questions/Question';
import { languageOf } from '../web/language/textsOf';
import { pageKindOf } from '../web/record/address';
import { findRecord } from '../web/record/findRecord';
import type { Asker } from './Asker';
import { READ_ONLY } from './readOnly';
import { NO_ANSWER, toolError, toolResult } from './toolResult';

/** The tool that gives one thing by its id, with all that its page tells. */
export const GET_RECORD: ToolDescription = {
  name: 'get_record',
  title: 'One record',
  description:
    'Everything that is published of one record, city or subject, by its id: of a programme what it was for, how it was done, costs, ' +
    'funding, results, lessons, documents, contacts, offers and partners. Use it on the ids that the other tools give.',
  inputSchema: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
        maxLength: 300,
        description: 'The id, such as gera:programme:12, gera:staff:7, gera (a city) or concept:housing.',
      },
      lang: { type: 'string', enum: ['en', 'de', 'nl'], description: 'The language of labels, en without it.' },
    },
    required: ['id'],
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: {
      kind: { type: 'string' },
      record: { type: 'object' },
      complete: { type: 'boolean', description: 'Whether its city gave all that was asked of it.' },
      source: { type: ['string', 'null'], description: 'Where the city says that it has this from.' },
      page: { type: 'string', format: 'uri' },
    },
    required: ['kind', 'record', 'complete', 'source'],
  },
  annotations: { title: 'One record', ...READ_ONLY },
};

/** Gives one thing by its id. Never rejects. */
export async function getRecord(
  { id, lang = 'en' }: Readonly<Record<string, unknown>>,
  { query, signal, origin, onFailure }: Asker,
): Promise<CallToolResult> {
  const language = typeof lang === 'string' ? languageOf(lang) : undefined;
  if (language === undefined) return toolError('"lang" must be en, de or nl.');
  const kind = typeof id === 'string' ? pageKindOf(id) : undefined;
  if (typeof id !== 'string' || kind === undefined) {
    return toolError(
      '"id" must be the id of a record, a city or a subject, such as gera:programme:12, gera or concept:housing.',
    );
  }
  const found = await findRecord(query, kind, { id, lang: language, signal });
  switch (found.state) {
    case 'found': {
      const { record } = found.whole;
      const source = 'source' in record ? record.source : null;
      return toolResult({ kind, record, complete: !found.isPart, source, page: pageAt(origin, id) });
    }
    case 'absent':
      return toolError('There is no such record, or it is for signed-in members of the network only.');
    case 'unreachable':
      return toolError(
        found.isSuspended
          ? `The operator of the network took the record’s city, ${found.city}, out for a while: this is not to say that the record is gone.`
          : `The record’s city, ${found.city}, could not be reached: this is not to say that the record is gone.`,
      );
    case 'unknown city':
    case 'refused':
      return toolError(found.message);
    case 'failed':
      onFailure(found.cause);
      return toolError(NO_ANSWER);
  }
}
