import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseVocabulary } from './parseVocabulary';

const path = join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');
const vocabulary = parseVocabulary(readFileSync(path, 'utf8'), path);
const read = (question: string) => vocabulary.read(question).understood.map(({ id }) => id.slice('concept:'.length));

describe('a question about what no municipality has to do with', () => {
  it.each([
    'how many teeth does a shark have',
    'Wie viele Zähne hat ein Krokodil?',
    'Witze über Katzenbabys erzählen',
    'dad jokes for work',
    'minecraft huis bouwen tips',
    'songtekst het dorp',
    'Kuchenrezept für gute Zähne',
    'javascript sort array of objects',
    // Words by which a town is asked as well, two of them, or one beside a word that no label has.
    'printer says offline windows 11',
    'tweedehands gitaar kopen',
    'cheap hotels in rome',
    'hond jankt als hij alleen is',
    'konijn wil niet eten',
    'Heidi Klum Alter',
    'premier league table',
    // More words of other matters than those that name a subject, however plainly.
    'how to potty train a puppy',
    'Müllabfuhr Simulator Download',
    // As many as short ones.
    'spierpijn na het sporten',
    'how often to water cacti',
    // By how a question begins.
    'who won the football last night',
    'hoe laat begint de film',
    'wie schreef dat boek over de burgemeester',
  ])('"%s" means nothing that it mentions by chance (HUB-615)', (question) => {
    expect(read(question)).toEqual([]);
  });

  it.each([
    ['Schokolade auf dem Spielplatz', ['playgrounds']],
    ['Warum steigen die Mieten?', ['affordable-housing']],
    ['who won the climate award for libraries', ['libraries', 'climate-protection']],
    ['recipes for school meals', ['school-meals']],
    ['Minecraft in der Jugendarbeit', ['youth-work']],
    ['Nashorn Sperrmüll', ['waste-management']],
    ['Soziale Rezepte', ['social-prescribing']],
    ['tiger mosquitoes', ['pest-control']],
    ['Kerstin Vogel Stadtarchiv', ['city-archives']],
    ['Einsamkeit im Alter', ['loneliness-in-old-age']],
    ['Hunde in Parks', ['animal-welfare', 'green-spaces']],
    ['Hotel an der Autobahn', ['tourism', 'road-infrastructure']],
    [
      'twintigers die nog bij hun ouders wonen omdat er niks te huur is',
      ['affordable-housing', 'children-youth-families'],
    ],
  ])('"%s" means what it names plainly (HUB-615)', (question, concepts) => {
    expect(read(question)).toEqual(concepts);
  });
});

describe('a word that is one of a label by chance', () => {
  it.each([
    // Typos beside other words.
    'Reisezeit Thailand',
    'Winterjacke Damen wasserdicht',
    'best chess opening for black',
    'who discovered gravity',
    // A compound that is half known, beside words that no label has.
    'Bürgermeisterstück vom Rind grillen',
    // Rare words that nothing else speaks for.
    'why is the sky blue',
    'how hot is the sun',
    'was ist gelb und kann nicht schwimmen',
    // The same word twice.
    'test test 123',
    // An abbreviation at the end of a compound, the stem of another word, and another language's word.
    'lustige Sprüche zum Geburtstag',
    'chicken marinade for dinner',
    'hoeveel botten heeft een mens',
    // Short words in another form, beside more words that no label has.
    'colourless green ideas sleep furiously',
    'einde game of thrones uitgelegd',
    // A short word that is one of many names of a subject, beside more words that no label has.
    'volgorde harry potter boeken',
    'fantasy football captain',
    'tafel van zeven oefenen',
    'Taylor Swift Freund',
  ])('says nothing in "%s" (HUB-616)', (question) => {
    expect(read(question)).toEqual([]);
  });

  it.each([
    ['Kita Wackelzahn', 'childcare'],
    ['Kita Wackelzahn Neubau', 'childcare-buildings'],
    ['sandra wanzar wohnungslosigkeit', 'homelessness'],
    ['Abwaserentsorgung', 'wastewater'],
    ['Wohnungslosigkiet Wackelzahn', 'homelessness'],
    ['fietsende kinderen', 'cycling'],
    ['Pfarrer und Imam reden', 'interfaith-dialogue'],
    ['Warteschlange im Amt', 'citizen-services'],
    ['Oscar Widder Freibad', 'swimming-pools'],
    ['Beglaubigte Kopie', 'citizen-services'],
  ])('says enough in "%s" (HUB-616)', (question, concept) => {
    expect(read(question)[0]).toBe(concept);
  });
});

describe('a question of how much something is', () => {
  it.each([
    'wie alt ist Helene Fischer',
    'Wie alt ist Thomas Gottschalk?',
    'hoe oud worden konijnen',
    'how old is Madonna',
  ])('"%s" asks for no subject (HUB-700)', (question) => {
    expect(read(question)).toEqual([]);
  });

  it.each([
    ['Wie alt sind unsere Spielplätze?', ['playgrounds']],
    ['how old are the school buildings', ['school-buildings']],
    ['hoe hoog is de ozb in Wackelzahn', ['local-taxes']],
    ['wie wohnen alte Menschen', ['housing-for-older-people']],
  ])('"%s" asks for what it is asked of (HUB-700)', (question, concepts) => {
    expect(read(question)).toEqual(concepts);
  });
});

describe('a word that is another one in another language', () => {
  it('is no typo of one in a language that the question is not in (HUB-701)', () => {
    expect(read('habe ich fieber')).toEqual([]);
    expect(read('do you have fibre')).toEqual(['broadband']);
  });

  it.each(['je ne comprends pas', 'ile kosztuje bilet', 'eu gosto de futebol', 'jag vill ha en kopp kaffe'])(
    'is no abbreviation where it is written small, in "%s" (HUB-702)',
    (question) => {
      expect(read(question)).toEqual([]);
    },
  );

  it('is an abbreviation in capitals, and small where little stands beside it (HUB-702)', () => {
    expect(read('KOPP Wackelzahn Zuckerhut')).toEqual(['young-carers']);
    expect(read('ozb wackelzahn')).toEqual(['local-taxes']);
  });
});
