import { cleanLine, cleanText } from '../../subgraphs/serving/cleanText';
import { MAX_ADDRESS, MAX_LINE, MAX_PROSE } from '../../subgraphs/contract/bounds';
import { readValue } from '../../subgraphs/city/import/columns/Value';
import { line, text, webAddress } from '../../subgraphs/city/import/columns/values';

const SOME = 'Straße für Łódź, می\u200cخواهم 👩🏽\u200d🚒 ';
const long = (most: number): string => Array.from(SOME.repeat(most)).slice(0, most).join('');

test('what the import takes the hub neither cuts nor changes', () => {
  expect(readValue(line, long(MAX_LINE))).toMatchObject({ ok: true });
  expect(readValue(line, `${long(MAX_LINE)}x`)).toMatchObject({ ok: false });
  expect(cleanLine(long(MAX_LINE))).toBe(long(MAX_LINE));
  expect(readValue(text, long(MAX_PROSE))).toMatchObject({ ok: true });
  expect(readValue(text, `${long(MAX_PROSE)}x`)).toMatchObject({ ok: false });
  expect(cleanText(`One\n\t${SOME}`)).toBe(`One\n\t${SOME}`);
  const address = (length: number): string => 'https://example.org/'.padEnd(length, 'a');
  expect(readValue(webAddress, address(MAX_ADDRESS))).toMatchObject({ ok: true });
  expect(readValue(webAddress, address(MAX_ADDRESS + 1))).toMatchObject({ ok: false });
});
