import { codeOf } from '../errors';
import { readValue } from '../import/columns/Value';
import type { Value } from '../import/columns/Value';
import { conceptId, oneOf, recordKey } from '../import/columns/values';
import type { Problems } from '../import/Problems';
import { describeFile } from '../import/source/openSource';
import type { SourceFile } from '../import/source/Source';
import { readCsv } from '../import/text/readCsv';
import { readPieces, TextDecoding, UnreadableError } from '../import/text/TextDecoding';
import type { TextRecord } from '../import/text/TextRecord';
import { MappingKind } from '../record/Topic';

const YES = /^(x|yes|y|ja|j|true|wahr|waar|1)$/i;
const NO = /^(no|n|nein|nee|false|falsch|onwaar|0)$/i;

const NEEDED = ['accept', 'topic', 'concept', 'match'] as const;
type Needed = (typeof NEEDED)[number];

const mappingKind = oneOf(...Object.values(MappingKind));

/**
 * Reads a file of suggestions that a person has edited, as any spreadsheet saves it: commas or semicolons, UTF-8 or
 * Windows-1252, columns in any order and further ones beside. Lines whose `accept` is empty say nothing and are passed
 * over. What is wrong goes to `problems`, by the file's name.
 */
export async function readDecisions(path: string, problems: Problems): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  let file: SourceFile;
  try {
    file = await describeFile(path);
  } catch (error) {
    problems.add(path, null, null, `cannot be read (${codeOf(error)}).`);
    return [];
  }
  try {
    for await (const { header, records, damage } of readCsv(readPieces(file, new TextDecoding()))) {
      const missing = NEEDED.filter((name) => header !== undefined && !header.headings.includes(name));
      for (const name of missing) {
        problems.add(file.name, header?.line ?? 1, name, 'is missing, but every file of suggestions has it.');
      }
      if (missing.length > 0) return [];
      for (const record of records) {
        const decision = readDecision(record, (column, reason) => {
          problems.add(file.name, record.line, column, reason);
        });
        if (decision !== undefined) decisions.push(decision);
      }
      for (const { line, column, reason } of damage) problems.add(file.name, line, column, reason);
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    problems.add(file.name, error.line, null, error.reason);
  }
  return decisions;
}

function readDecision(
  { line, headings, cells }: TextRecord,
  refuse: (column: Needed, reason: string) => void,
): Decision | undefined {
  const cellOf = (column: Needed): string => String(cells[headings.indexOf(column)] ?? '');
  const read = <T>(column: Needed, value: Value<T>): T | undefined => {
    const reading = readValue(value, cellOf(column));
    if (reading.ok) return reading.value;
    refuse(column, reading.reason);
    return undefined;
  };

  const accept = cellOf('accept');
  if (accept === '') return undefined;
  const accepted = YES.test(accept);
  if (!accepted && !NO.test(accept)) {
    refuse('accept', `must be x, yes or ja, no or nein, or empty, but got ${JSON.stringify(accept)}.`);
    return undefined;
  }
  const topic = read('topic', recordKey);
  const concept = read('concept', conceptId);
  const match = accepted ? read('match', mappingKind) : undefined;
  if (topic === undefined || concept === undefined || (accepted && match === undefined)) return undefined;
  return { line, topic, concept, verdict: match === undefined ? { kind: 'take back' } : { kind: 'accept', match } };
}

/** What a person decided on a suggestion. */
export interface Decision {
  /** The line of the file that says it. */
  readonly line: number;
  readonly topic: string;
  readonly concept: string;
  /** `take back`: whether or not it was accepted before, it is to be a mapping no longer. */
  readonly verdict: { readonly kind: 'accept'; readonly match: MappingKind } | { readonly kind: 'take back' };
}
