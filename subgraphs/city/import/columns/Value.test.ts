import { findDamage, readValue } from './Value';
import { boolean, emailAddress, line, phoneNumber, text } from './values';

test.each([
  '#NAME?',
  '#REF!',
  '#N/A',
  '#NV',
  '#BEZUG!',
  '#DIV/0!',
  '#WAARDE!',
  '#NOM?',
  '########',
  'NULL',
  'undefined',
])('IMP-001 %s stands for a value that is not there', (shown) => {
  expect(findDamage(shown)).toMatch(/in the place of a value/);
});

test.each([
  ['=B2&" "&C2', /formula/],
  ['=HYPERLINK("https://example.org")', /formula/],
  ['M\uFFFDlheim', /lost when the file was written/],
  ['M\uD800lheim', /lost when the file was written/],
  ['M\uDC00', /lost when the file was written/],
  ['MÃ¼lheim an der Ruhr', /wrong encoding/],
  ['CafÃ©', /wrong encoding/],
  ['GroÃŸ', /wrong encoding/],
  ['Å¡koda, 20 Â°C', /wrong encoding/],
  ['der â€žrunde Tischâ€œ', /wrong encoding/],
  ['Amt fŸr Soziales', /Macintosh or MS-DOS/],
  ['StŠdtebau', /Macintosh or MS-DOS/],
  ['Ÿberfachlich', /Macintosh or MS-DOS/],
  ['CafŽ Sozial', /Macintosh or MS-DOS/],
  ['St„dtebau', /Macintosh or MS-DOS/],
  ['Er”ffnung', /Macintosh or MS-DOS/],
])('IMP-002 %j was damaged on its way', (damaged, why) => {
  expect(findDamage(damaged)).toMatch(why);
  expect(readValue(text, damaged)).toEqual({ ok: false, reason: expect.stringMatching(why) });
});

test.each([
  'Sandra Wanzar',
  'Null und Nichtig',
  'Ausschuss #3',
  '#BERLIN',
  'SÃO PAULO',
  'Ã',
  'Ålesund und Århus',
  '„Ä“ wie Äpfel',
  'Anna Šimková, Jan Železný',
  'L’HAŸ-LES-ROSES',
  'das „Haus der Jugend” in Mitte',
  '10 € – „Miete“',
  'A=B',
  '-',
  'Nulltarif',
])('%j may be meant', (meant) => {
  expect(findDamage(meant)).toBeUndefined();
});

test.each(['Sandra\u200BWanzar', 'Sandra\u202E Wanzar', 'Sandra\u00ADWanzar', '\uFEFFSandra', 'Sandra\u{E0041}'])(
  'IMP-003 a name with a character that nobody sees is refused: %j',
  (name) => {
    expect(readValue(line, name)).toMatchObject({ ok: false, reason: expect.stringContaining('without invisible') });
  },
);

test('a name may have the joiners that its script needs', () => {
  expect(readValue(line, 'می\u200Cخواهم')).toMatchObject({ ok: true });
});

test.each(['jugend\u200Bamt@example.org', 'jugendamt@exam\u202Eple.org', 'jugendamt@example\u00AD.org'])(
  'IMP-004 an e-mail address with a character that nobody sees is refused: %j',
  (address) => {
    expect(readValue(emailAddress, address)).toMatchObject({ ok: false });
  },
);

test.each(['4.93658E+11', '4,93658E+11', '49e10'])(
  'IMP-005 a telephone number as a power of ten is refused: %s',
  (number) => {
    expect(readValue(phoneNumber, number)).toMatchObject({ ok: false });
  },
);

test.each(['+49 365 838-0', '0365/838 1000', '(020) 123 45 67', '115'])('%s is a telephone number', (number) => {
  expect(readValue(phoneNumber, number)).toEqual({ ok: true, value: number });
});

test.each([
  ['WAAR', true],
  ['VRAI', true],
  ['ja', true],
  ['WAHR', true],
  ['ONWAAR', false],
  ['FAUX', false],
  ['nee', false],
])('IMP-006 %s is %s', (word, value) => {
  expect(readValue(boolean, word)).toEqual({ ok: true, value });
});
