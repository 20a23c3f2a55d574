import { ImportError } from '../Problems';
import { describeProblems } from './describeProblems';
import { describeReport } from './describeReport';

/** What a terminal obeys, in seven bits and in eight, and what turns the text behind it. */
const HOSTILE = ['\u001b', '\u009b', '\u202e'];

test('nothing that stands in a file, its head or its name does anything on the terminal of whoever imports it', () => {
  const [file, column] = ['\u001b]0;x\u0007staff.csv', 'na\u009b31mme'];
  const told = describeProblems(
    new ImportError([{ file, line: 2, column, reason: 'must be a date, but got "\u202e\u009b2J\n"' }]),
    300,
  );
  expect(HOSTILE.filter((each) => told.includes(each))).toEqual([]);
  for (const spelled of ['\\u001b]0;x\\u0007staff.csv', 'na\\u009b31mme', '"\\u202e\\u009b2J\\n"'])
    expect(told).toContain(spelled);

  const report = describeReport('gera', { outcome: 'unchanged', passedOver: ['\u001b[2J\u202ereadme.txt'] });
  expect(HOSTILE.filter((each) => report.includes(each))).toEqual([]);
  expect(report).toContain('\\u001b[2J\\u202ereadme.txt');
});
