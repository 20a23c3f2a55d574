import { describeCoverage } from '../search/coverage';
import { describeFound, describeReading } from '../search/reading';
import type { Texts } from '../language/Texts';
import type { SearchAnswer } from '../search/SearchAnswer';
import { cleanLine } from '../../../subgraphs/serving/cleanText';
import { drawHits } from './drawHits';
import { listColumns } from './listColumns';
import { wrapText } from './wrapText';
import { writeRecords } from './writeRecords';

/**
 * A page of hits for a terminal of `width` columns: how many there are, the table, what each record says, how to go on, the
 * coverage.
 */
export function writeAnswer(answer: SearchAnswer, texts: Texts, width: number): string {
  const { edges, pageInfo, coverage } = answer.page;
  const parts = [`${describeFound(answer.kind, answer.page, texts)}.`];
  const reading = describeReading(answer.page, texts).map((line) => wrapText(cleanLine(line), width));
  if (reading.length > 0) parts.push(reading.join('\n'));
  if (edges.length > 0) {
    const { columns, rows } = listColumns(answer, texts, width);
    parts.push(
      drawHits(
        columns.map((column) => texts.columns[column]),
        rows.map((row) => row.map((cell) => cleanLine(cell).trim())),
        width,
      ),
      ...writeRecords(answer, texts, width),
    );
  }
  if (pageInfo.hasPreviousPage === true && pageInfo.startCursor != null) {
    parts.push(`${texts.goBack}\n--before ${cleanLine(pageInfo.startCursor)}`);
  }
  if (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
    parts.push(`${texts.goOn}\n--after ${cleanLine(pageInfo.endCursor)}`);
  }
  parts.push(wrapText(cleanLine(describeCoverage(coverage, texts).join(' ')), width));
  return `${parts.join('\n\n')}\n`;
}

/** JSON that may be shown in a terminal: control characters beyond those that JSON escapes by itself are escaped too. */
export function writeJson(value: unknown): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value, undefined, 2).replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escape)}\n`;
}
