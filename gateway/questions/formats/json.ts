import { columnHeading } from '../columnHeading';
import type { Row, Value } from '../Question';
import type { Answer, Format } from './Format';

/** An object with the question, its columns, a row for each record by the names of the columns, and how the answer stands. */
export const json: Format = {
  ending: 'json',
  mediaType: 'application/json; charset=utf-8',
  isFile: false,
  options: [],
  needsWhole: () => false,
  tellsEnd: () => true,
  write: writeJson,
};

async function* writeJson(answer: Answer): AsyncGenerator<string> {
  const { name, title, columns, texts, address, askedAt, pages, end } = answer;
  const head = {
    question: { name, title, address: address.href, askedAt: askedAt.toISOString(), language: texts.language },
    columns: columns.map((column) => ({ ...column, heading: columnHeading(column, texts.language) })),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let before = '\n';
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(objectOf(row, answer))).join(',\n');
    before = ',\n';
  }
  const { early, isComplete, coverage, rows, cursor, hasMore, notes } = end();
  const tail = {
    complete: isComplete,
    endsEarly: early?.reason ?? null,
    rowCount: rows,
    hasMore,
    cursor,
    coverage,
    notes,
  };
  yield `\n],${JSON.stringify(tail).slice(1)}\n`;
}

function objectOf({ values }: Row, { columns }: Answer): Readonly<Record<string, Value>> {
  return Object.fromEntries(columns.map(({ name }, at) => [name, values[at] ?? null]));
}
