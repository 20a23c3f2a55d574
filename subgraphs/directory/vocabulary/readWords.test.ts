import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseVocabulary } from './parseVocabulary';

const path = join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');
const vocabulary = parseVocabulary(readFileSync(path, 'utf8'), path);
const read = (question: string) => vocabulary.read(question).understood.map(({ id }) => id.slice('concept:'.length));

describe('of the words of a question', () => {
  it.each([
    'de kat zit op de mat',
    'Was gibt es zu essen?',
    'Wir waren gestern in der Halle essen',
    'Schuhe Größe 42 rot',
    'who won the world cup',
    'cheap flights to Mallorca',
    'mijn computer start niet op',
    'Mein Handy geht nicht mehr an',
    'how do magnets work',
    'how long do turtles live',
  ])('"%s" has none that is about something', (question) => {
    expect(read(question)).toEqual([]);
  });

  it.each([
    ['Schuhle', 'schools'],
    ['Wer kennt sich mit Starkregen aus?', 'rainwater-management'],
    ['Kindergraten', 'childcare'],
    ['Abwasserbeseitigung', 'wastewater'],
    ['Brückenprüfung', 'road-infrastructure'],
    ['bomenkapvergunning', 'tree-protection'],
  ])('"%s" has one that is enough', (question, concept) => {
    expect(read(question)[0]).toBe(concept);
  });

  it.each([
    ['Hund beißt', 'dangerous-dogs'],
    ['Mann schlägt mich', 'protection-from-violence'],
    ['Papa zahlt nicht', 'child-maintenance'],
    ['Rauchfangkehrer', 'building-safety'],
    ['Alimentenbevorschussung', 'child-maintenance'],
    ['Voranschlag', 'budget-planning'],
    ['Jugendwohlfahrt', 'youth-welfare'],
    ['Submissionen', 'public-procurement'],
    ['mit dem Rad zum Amt', 'cycling'],
    ['Rente reicht nicht', 'old-age-poverty'],
    ['Zivildiener', 'voluntary-service'],
    ['Stimmrechtsausweis', 'elections'],
    ['Badi', 'swimming-pools'],
    ['Krankenkassenprämien', 'health'],
    ['Schlüsselzuweisungen', 'fiscal-equalisation'],
    ['Silberfische', 'pest-control'],
  ])('"%s" has one that people say in one of three countries (HUB-545)', (question, concept) => {
    expect(read(question)[0]).toBe(concept);
  });

  it('an abbreviation is that alone, and no form of another word', () => {
    expect(read('KatS')).toEqual(['civil-protection']);
    expect(read('kats')).toEqual(['civil-protection']);
    expect(read('kat')).toEqual([]);
  });

  it('HUB-720 one with small letters within is an abbreviation where a label has it so, and not what a sentence has', () => {
    expect(read('BuT Anträge')[0]).toBe('child-poverty');
    expect(read('But who pays?')).toEqual([]);
  });

  it.each([
    ['Kurzzeitparkplätze', ['parking']],
    ['Riesenbaustelle', ['traffic-management']],
    ['Dr. Annegret Wollschläger', []],
  ])(
    'HUB-721 "%s" is about what an unknown word stands before, if that is long enough to be no name',
    (question, concepts) => {
      expect(read(question)).toEqual(concepts);
    },
  );

  it.each([
    ['BestattG Friedhofszwang', ['cemeteries']],
    ['XyzG Zuständigkeit des Rates', ['council-affairs']],
  ])('HUB-723 "%s" is about what stands beside a law that nobody knows', (question, concepts) => {
    expect(read(question)).toEqual(concepts);
  });

  it.each([
    ['Kältebus', 'rough-sleeping'],
    ['PassG Gebühren', 'identity-documents'],
    ['RTW Hilfsfrist', 'emergency-medical-services'],
    ['Briefe vom Amt versteht kein Mensch', 'plain-language'],
    ['Straßenkunst', 'public-art'],
    ['Wohnungslosenunterkunft', 'emergency-accommodation'],
    ['Mieterhöhung', 'rent-regulation'],
    ['zu viel Müll im Park', 'clean-city'],
    ['Strom abgestellt', 'energy-poverty'],
    ['WEA Abstand', 'wind-energy'],
    ['OB', 'mayor-and-executive'],
  ])(
    'HUB-722 "%s" means what people in German town halls and those who write to them mean by it',
    (question, concept) => {
      expect(read(question)[0]).toBe(concept);
    },
  );

  it.each([
    ['Hitze in Pflegeheimen', ['heat-protection', 'long-term-care']],
    ['Radwege im Winter', ['cycling', 'clean-city']],
  ])('"%s" has one that labels have only within others', (question, concepts) => {
    expect(new Set(read(question))).toEqual(new Set(concepts));
  });

  it('one that says something of another subject names none', () => {
    expect(read('Who knows about attacks on bakeries?')).not.toContain('safety-in-refugee-accommodation');
  });

  it('a verb is about what its noun is', () => {
    expect(read('Wij zoeken een gemeente die haar gemeentehuis heeft verduurzaamd')).toEqual(
      read('verduurzaming gemeentehuis'),
    );
    expect(read('demolished buildings')).toEqual(read('demolition of buildings'));
    expect(read('electrifying our buses')).toEqual(read('electrification of buses'));
  });

  it('one that several labels have names the broadest of their subjects', () => {
    expect(read('procurement')[0]).toBe('public-procurement');
  });

  it('HUB-555 near is not one', () => {
    expect(new Set(read('parking near schools'))).toEqual(new Set(['parking', 'schools']));
    expect(read('drug dealing near schools')).not.toContain('food-policy');
  });

  it('HUB-556 to pay for something is about no wages', () => {
    expect(read("can't pay for a funeral")[0]).toBe('cemeteries');
    expect(read('pay rise')[0]).toBe('pay-and-employment-law');
  });

  it.each([
    ['behind with the rent', 'homelessness-prevention'],
    ['kids hanging around', 'youth-in-public-space'],
    ['naturalization', 'naturalisation'],
    ['hazard mitigation', 'civil-protection'],
    ['labor relations', 'staff-representation'],
  ])('HUB-557 "%s" means what English speakers on either side of the Atlantic mean by it', (question, concept) => {
    expect(read(question)[0]).toBe(concept);
  });

  it.each([
    ['geen geld voor schoolspullen', 'child-poverty'],
    ['huisverbod', 'protection-from-violence'],
    ['Bibob-toets', 'organised-crime'],
    ['woonzorgcentrum', 'long-term-care'],
    ['woonmaatschappij', 'housing-companies'],
    ['lage-emissiezone', 'low-emission-zones'],
    ['intercommunale', 'intermunicipal-cooperation'],
    ['burgemeester gestalkt', 'protection-of-office-holders'],
  ])('HUB-550 "%s" means what people in the Netherlands or in Flanders mean by it', (question, concept) => {
    expect(read(question)[0]).toBe(concept);
  });

  it('HUB-551 parents are no older people in Dutch', () => {
    expect(read('ouders')).toEqual(['children-youth-families']);
    expect(read('ouderen')).toEqual(['older-people']);
  });

  it('HUB-552 a common Dutch word is no typing error of a label', () => {
    expect(read('in veel gevallen')).toEqual([]);
    expect(read('boer wil stoppen')).toEqual(['agriculture']);
    expect(read('al jaren')).toEqual([]);
  });
});
