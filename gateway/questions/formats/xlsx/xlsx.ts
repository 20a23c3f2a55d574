import { headingOf } from '../../../web/language/headings';
import { columnHeading } from '../../columnHeading';
import { rowsInWords } from '../../inWords';
import { questionTextsOf } from '../../../web/language/questionTexts';
import { searchTextsOf } from '../../../web/language/searchTexts';
import type { AnswerEnd } from '../../AnswerReader';
import type { Value } from '../../Question';
import type { Answer, Format } from '../Format';
import { writeInThread } from './writeInThread';
import type { Sheet, Workbook } from './writeWorkbook';

/** A workbook: the table with types, a frozen head and a filter, and a second sheet that says what it rests on. */
export const xlsx: Format = {
  ending: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isFile: true,
  options: [],
  needsWhole: () => true,
  tellsEnd: () => true,
  // A quarter of those for which there is room.
  mostAtOnce: 5,
  write,
};

async function* write(answer: Answer): AsyncGenerator<Uint8Array> {
  const { columns, texts, title, pages, end } = answer;
  const rows: (readonly Value[])[] = [];
  const inWords = rowsInWords(columns, texts);
  for await (const page of pages) rows.push(...page.map(({ values }) => inWords(values)));
  const table: Sheet = {
    name: title,
    columns: columns.map((column) => ({ type: column.type, heading: columnHeading(column, texts.language) })),
    rows,
  };
  const workbook: Workbook = { table, about: aboutSheet(answer, end()) };
  yield await writeInThread(workbook, answer.signal);
}

/** What the table answers, when it was asked, and which cities stand behind it. */
function aboutSheet({ title, texts, address, askedAt }: Answer, end: AnswerEnd): Sheet {
  const words = questionTextsOf(texts.language);
  const cities = end.coverage?.from === 'cities' ? end.coverage.cities : [];
  const parameters = [...address.searchParams].map(([name, value]) => `${name} = ${value}`);
  return {
    name: words.about,
    columns: [
      { type: 'text', heading: words.about },
      { type: 'text', heading: title },
      { type: 'number', heading: headingOf('hits', texts.language) },
      { type: 'number', heading: `${searchTextsOf(texts.language).time} (ms)` },
    ],
    rows: [
      ...parameters.map((parameter, at) => [at === 0 ? words.asked : null, parameter, null, null]),
      [words.address, address.href, null, null],
      [words.askedAt, askedAt.toISOString(), null, null],
      [words.rowCount, null, end.rows, null],
      [texts.coverage, end.isComplete ? texts.coverageComplete : texts.coverageIncomplete, null, null],
      ...end.notes.map((note) => [null, note, null, null]),
      ...cities.map(({ city, status, hits, tookMs }, at) => [
        at === 0 ? words.sources : null,
        `${city.name} (${city.country}): ${words.statuses[status]}`,
        hits,
        tookMs ?? null,
      ]),
    ],
  };
}
