import { questionTextsOf } from '../../web/language/questionTexts';
import { columnHeading } from '../columnHeading';
import { describeEachCity } from '../Coverage';
import { rowsInWords } from '../inWords';
import type { Given, Parameter } from '../parameters';
import type { Value, ValueType } from '../Question';
import type { Answer, Format } from './Format';
import { writeComment, writeCsv } from './writeCsv';

/** Without it, Excel takes UTF-8 for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

const SEPARATOR: Parameter = {
  name: 'separator',
  kind: { type: 'choice', values: [',', ';'] },
  fallback: ',',
  description: {
    en: 'What stands between cells. With ; numbers have a decimal comma, as spreadsheets in German and Dutch expect both.',
    de: 'Was zwischen Zellen steht. Mit ; haben Zahlen ein Dezimalkomma; Tabellenprogramme auf Deutsch erwarten beides.',
    nl: 'Wat tussen cellen staat. Met ; hebben getallen een decimale komma; Nederlandse rekenbladen verwachten beide.',
  },
};

const HEADINGS: Parameter = {
  name: 'headings',
  kind: { type: 'choice', values: ['words', 'codes'] },
  fallback: 'words',
  description: {
    en: 'Headings and states such as LED in the reader’s language, or as programs call them.',
    de: 'Überschriften und Angaben wie LED in der Sprache des Lesers, oder wie Programme sie nennen.',
    nl: 'Koppen en gegevens als LED in de taal van de lezer, of zoals programma’s ze noemen.',
  },
};

const COMMENTS: Parameter = {
  name: 'comments',
  kind: { type: 'choice', values: ['none', 'top', 'end'] },
  fallback: 'none',
  description: {
    en: 'Lines that begin with # and say what the table rests on, and how each city answered: above it, or as its last lines.',
    de: 'Zeilen, die mit # beginnen und sagen, worauf die Tabelle beruht und wie jede Stadt geantwortet hat: darüber, oder als letzte Zeilen.',
    nl: 'Regels die met # beginnen en zeggen waarop de tabel berust en hoe elke stad antwoordde: erboven, of als laatste regels.',
  },
};

/** A table with a line for each row (RFC 4180), in UTF-8 with a byte order mark. */
export const csv: Format = {
  ending: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  isFile: true,
  options: [SEPARATOR, HEADINGS, COMMENTS],
  needsWhole: (options) => options.one('comments') === 'top',
  tellsEnd: (options) => ['top', 'end'].includes(options.one('comments') ?? ''),
  write,
};

async function* write(answer: Answer, options: Given): AsyncGenerator<string> {
  const { columns, texts, title, address, askedAt, pages, end } = answer;
  const separator = options.one('separator') ?? ',';
  const comments = options.one('comments');
  const forPrograms = options.one('headings') === 'codes';
  const heads = columns.map((column) => (forPrograms ? column.name : columnHeading(column, texts.language)));
  const inWords = rowsInWords(columns, texts);
  const { yes, no } = questionTextsOf(texts.language).truth;
  const written = (values: readonly Value[]): readonly Value[] =>
    forPrograms ? values : inWords(values).map((value) => (typeof value === 'boolean' ? (value ? yes : no) : value));
  const eachCity = () => describeEachCity(end().coverage, texts);
  yield BYTE_ORDER_MARK;
  if (comments === 'top') {
    const lines = [`Hanse: ${title}, ${askedAt.toISOString()}`, address.href, ...end().notes, ...eachCity()];
    yield lines.map((line) => writeComment(line, separator)).join('');
  }
  yield writeCsv([heads], separator);
  for await (const rows of pages) {
    yield writeCsv(
      rows.map(({ values }) => written(values).map((value, at) => cellOf(value, columns[at]?.type, separator))),
      separator,
    );
  }
  if (comments === 'end') {
    // Programs read the last line.
    yield [...eachCity(), end().notes.join(' ')].map((line) => writeComment(line, separator)).join('');
  }
}

/** A value as one cell. */
function cellOf(value: Value, type: ValueType | undefined, separator: string): Value {
  if (value !== null && typeof value === 'object') return value.join(', ');
  return typeof value === 'string' && type === 'decimal' && separator === ';' ? value.replace('.', ',') : value;
}
