import { describeCoverage } from '../search/coverage';
import type { Texts } from '../language/Texts';
import type { SearchAnswer } from '../search/SearchAnswer';
import { cleanLine } from '../../../subgraphs/serving/cleanText';
import { drawTable } from './drawTable';
import { listColumns } from './listColumns';

/** A page of hits for a terminal of `width` columns: how many there are, the table, how to go on, the coverage. */
export function writeAnswer(answer: SearchAnswer, texts: Texts, width: number): string {
  const { totalCount, edges, pageInfo, coverage, expansion } = answer.page;
  const parts = [totalCount === 0 ? `${texts.noneFound[answer.kind]}.` : `${texts.found(answer.kind, totalCount)}.`];
  if (expansion.length > 0) {
    const concepts = expansion.map((concept) => concept.label).join(' · ');
    parts.push(wrapText(cleanLine(`${texts.understoodAs}: ${concepts}`), width));
  }
  if (edges.length > 0) {
    const { columns, rows } = listColumns(answer, texts);
    parts.push(
      drawTable(
        columns.map((column) => texts.columns[column]),
        rows.map((row) => row.map((cell) => cleanLine(cell).trim())),
        width,
      ),
    );
  }
  if (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
    parts.push(`${texts.goOn}\n--after ${cleanLine(pageInfo.endCursor)}`);
  }
  parts.push(wrapText(cleanLine(describeCoverage(coverage, texts).join(' ')), width));
  return `${parts.join('\n\n')}\n`;
}

/** Text in lines of at most `width` characters, broken between words. */
function wrapText(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** JSON that may be shown in a terminal: control characters beyond those that JSON escapes by itself are escaped too. */
export function writeJson(value: unknown): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value, undefined, 2).replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escape)}\n`;
}
