import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseVocabulary } from './parseVocabulary';

const path = join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');
const vocabulary = parseVocabulary(readFileSync(path, 'utf8'), path);
const read = (question: string) => vocabulary.read(question).understood.map(({ id }) => id.slice('concept:'.length));

describe('signs and numbers in a question', () => {
  it.each([
    ['Bürger:innenbeteiligung', 'public-participation'],
    ['Bürger_innenhaushalt', 'participatory-budget'],
    ['Schüler(innen)beförderung', 'school-transport'],
    ['Lehrer*innenmangel', 'school-staffing'],
    ['Einwohner•innenversammlung', 'public-participation'],
    ['Mitarbeiter/-innen gewinnen', 'recruitment'],
    ['Geflüchtete:r', 'refugee-reception'],
  ])('"%s" takes in all genders, and is about what it is about without (HUB-619)', (question, concept) => {
    expect(read(question)[0]).toBe(concept);
  });

  it.each(['Bürger:innenbeteiligung', 'Schüler(innen)beförderung', 'Mitarbeiter/-innen gewinnen', 'Geflüchtete:r'])(
    '"%s" is told as it was typed, so that a client can take it out (HUB-619)',
    (question) => {
      expect(vocabulary.read(question).understood.map(({ text }) => text)).toEqual([question]);
    },
  );

  it('HUB-619 a slash between two words still lists them', () => {
    expect(read('Kultur/Sport')).toEqual(['culture', 'sport']);
  });

  it.each([
    ['2 Millionen Wohnungsbau', 'housing-construction'],
    ['18.400.000 € für Wohnungsbau', 'housing-construction'],
    ['homelessness 1.2 million', 'homelessness'],
    ['z.B. Jugendarbeit', 'youth-work'],
    ['Kita ab 1', 'childcare'],
    ['budget over 1 million euros homelessness', 'homelessness', 'budget-planning', 'public-finance'],
  ])('"%s" is about no number, letter or amount in it (HUB-618)', (question, ...concepts) => {
    expect(read(question)).toEqual(concepts);
  });

  it.each(['5', 'C++', '18,4 Mio. Euro'])('"%s" is about nothing (HUB-618)', (question) => {
    expect(read(question)).toEqual([]);
  });

  it.each([
    ['Grundsteuer C', 'local-taxes'],
    ['Tempo 30', 'traffic-calming'],
    ['PM2.5', 'air-and-noise'],
    ['24 uurs opvang', 'flexible-childcare'],
    ['112', 'emergency-medical-services'],
  ])('"%s" is the label that has the number or the letter (HUB-618)', (question, concept) => {
    expect(read(question)).toEqual([concept]);
  });

  it.each([
    ['Pflege, Wohnen, Senioren', ['long-term-care', 'housing', 'older-people']],
    ['Bildung, Kultur, Sport', ['education', 'culture', 'sport']],
    ['Kinder, Jugend, Familie', ['children-youth-families']],
  ])('"%s" are as many things as there are, for which no label stands alone (HUB-617)', (question, concepts) => {
    expect(read(question)).toEqual(concepts);
  });

  it('HUB-617 what is listed with a word that no label has is no further subject', () => {
    const insults = 'Wie schützt ihr Mitarbeiter vor Beleidigungen und Gewalt am Schalter?';
    expect(read(insults)[0]).toBe('violence-against-staff');
    expect(read('Gewalt gegen Mitarbeiter')).toEqual(['violence-against-staff']);
  });

  it.each(['Kita OR Sport', 'Kita ODER Sport', 'Kita OF Sport', 'kinderopvang OR sport', 'Kita UND Sport'])(
    '"%s" lists two things, as in any search box (HUB-622)',
    (question) => {
      expect(read(question)).toEqual(['childcare', 'sport']);
    },
  );

  it.each(['OR', 'OR verkiezingen', 'verkiezingen OR', 'wat vindt de OR van sport?', 'OR VERKIEZINGEN'])(
    '"%s" is the works council still, which stands between no two words (HUB-622)',
    (question) => {
      expect(read(question)).toContain('staff-representation');
    },
  );

  it('HUB-624 a word that no label has is told as typed, too', () => {
    const { unread, asTyped } = vocabulary.read('Foo*innen und Jugendarbeit');
    expect([unread, asTyped]).toEqual([['Fooinnen'], new Map([['Fooinnen', 'Foo*innen']])]);
  });
});
