import { z } from 'zod';
import type { YamlPath } from '../../../subgraphs/directory/network/YamlWithLines';

/*
 * The shape of a file with a question of the operator's own. Each schema carries as its error message what it expects,
 * worded to follow "must be".
 */

const TEXT = 'a text';
const PATH = 'a path of names with points between them, such as programmes.nodes';
const COLUMN = 'a name of letters, digits and _, which begins with a letter';
const MAX_ROWS_A_PAGE = 500;
const PAGE_LENGTH = `a whole number from 1 to ${MAX_ROWS_A_PAGE}`;

const text = z.string(TEXT).trim().min(1, TEXT).max(1_000, 'no longer than 1,000 characters');
const translated = z.strictObject({ en: text, de: text, nl: text }, 'a text in each language: en, de and nl');
const path = z.string(PATH).regex(/^[_A-Za-z]\w*(?:\.[_A-Za-z]\w*){0,9}$/, PATH);
const name = z.string(COLUMN).regex(/^[A-Za-z]\w{0,59}$/, COLUMN);

const columnSchema = z.union(
  [
    path,
    z.strictObject({ value: path, heading: translated.optional() }),
    z.strictObject({ page: path, heading: translated.optional() }),
  ],
  'a path, or a mapping with value (a path) or page (the path of an id, whose page is meant), and maybe heading',
);

export const OwnQuestionSchema = z.strictObject(
  {
    title: translated,
    description: translated,
    /** A query string, as it stands in an address. */
    example: z.string('a query string such as text=housing').max(1_000).default(''),
    operation: z.string('an operation in GraphQL').max(20_000, 'no longer than 20,000 characters'),
    parameters: z.record(name, translated, 'a mapping of variables, each with its description').default({}),
    /** Where the records are that become rows. */
    rows: path,
    columns: z.record(name, columnSchema, 'a mapping of columns, each with the path of its value'),
    pageLength: z.int(PAGE_LENGTH).min(1, PAGE_LENGTH).max(MAX_ROWS_A_PAGE, PAGE_LENGTH).default(100),
  },
  'a mapping with title, description, operation, rows and columns',
);

export type OwnQuestionFile = z.output<typeof OwnQuestionSchema>;

/** Tells what is wrong, and where in the file; of what stands in the operation, in which of its lines, counted from 1. */
export type Report = (path: YamlPath, reason: string, line?: number) => void;

/** A file with a question cannot be used. */
export class OwnQuestionError extends Error {
  override readonly name = 'OwnQuestionError';

  /** @param problems each with the file, its line, and what is wrong */
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
