import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseVocabulary } from './parseVocabulary';

const TOPICS = path.join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');
const vocabulary = parseVocabulary(readFileSync(TOPICS, 'utf8'), TOPICS);

const understand = (question: string): readonly string[] =>
  vocabulary.read(question).understood.map(({ id }) => id.replace('concept:', ''));

describe('a question with two aspects', () => {
  it.each([
    ['Kindertagesstätten Personal', 'childcare-staffing'],
    ['Gesundheit von Wohnungslosen', 'health-care-for-homeless-people'],
    ['health of homeless people', 'health-care-for-homeless-people'],
    ['wonen voor ouderen', 'housing-for-older-people'],
    ['Sprachförderung in der Kita', 'early-language-education'],
    ['Digitalisierung an Schulen', 'digital-schools'],
    ['schulden bij jongeren', 'debt-counselling-for-young-people'],
    ['loneliness among older people', 'loneliness-in-old-age'],
    ['sport for disabled people', 'inclusive-sport'],
    ['Ausbildung im Rathaus', 'vocational-training-in-administration'],
  ])('%s is about what both have in common', (question, concept) => {
    expect(understand(question)).toEqual([concept]);
  });

  it.each([
    ['youth work and sport', ['youth-work', 'sport']],
    ['sport for refugees', ['sport', 'refugee-reception']],
  ])('%s is about both, though labels have words of both', (question, concepts) => {
    expect(understand(question)).toEqual(concepts);
  });

  it.each([
    ['jobs for older people', ['older-people', 'labour-market']],
    ['cultuur voor ouderen', ['culture', 'older-people']],
    ['vacant shops for artists', ['city-centre', 'culture']],
    ['social work with the aged', ['social-counselling', 'older-people']],
  ])('HUB-620 %s is about both, and not about what is below both and speaks of one', (question, concepts) => {
    expect(understand(question)).toEqual(concepts);
  });

  it.each([
    ['scholen, groen en klimaatadaptatie', ['schools', 'green-spaces', 'climate-adaptation']],
    ['housing, health and poverty', ['housing', 'health', 'poverty']],
    ['wonen, welzijn en zorg', ['housing', 'social-affairs', 'long-term-care']],
    ['cybercrime en ouderen', ['cybercrime', 'older-people']],
  ])('HUB-710 %s lists subjects, of which no label takes in two', (question, concepts) => {
    expect(understand(question)).toEqual(concepts);
  });

  it.each([
    ['refugees and employment', ['refugee-employment']],
    ['jongeren en schulden', ['debt-counselling-for-young-people']],
  ])('HUB-710 %s is about what both have in common, where a label says so in the same words', (question, concepts) => {
    expect(understand(question)).toEqual(concepts);
  });

  it.each([
    ['open data for traffic', ['open-data', 'traffic-management']],
    ['Open Data Verkehr', ['open-data', 'mobility']],
    ['open data mobility air quality', ['open-data', 'air-and-noise', 'mobility']],
    ['digital services for older migrants', ['digital-services', 'older-migrants']],
    ['heat plan for care homes', ['heat-planning', 'long-term-care']],
    ['road safety children', ['road-safety', 'children-youth-families']],
    ['culture and older people', ['older-people', 'culture']],
  ])('HUB-711 %s is about each, and not about what has a word of either', (question, concepts) => {
    expect(understand(question)).toEqual(concepts);
  });

  it('HUB-712 takes no stop word for the subject of a label that it stands in, as "kein Internet"', () => {
    expect(understand('mein Kind bekommt keinen Hortplatz')).toEqual(['all-day-schools']);
  });

  it('is about the narrower one where one contains the other', () => {
    expect(understand('Wohnen Wohnungslosigkeit')).toEqual(['homelessness']);
  });

  it.each([
    ['loneliness among older people', ['loneliness', 'older-people']],
    ['solar panels on schools', ['solar-energy', 'schools']],
    ['culture for children', ['culture', 'children-youth-families']],
    ['Einsamkeit im Alter auf dem Land', ['loneliness', 'older-people']],
  ])('%s names a concept by several words, and each of its parts', (question, parts) => {
    expect(vocabulary.read(question).parts.flat()).toEqual(
      expect.arrayContaining(parts.map((part) => `concept:${part}`)),
    );
  });

  it('has what both have in common before what stands beside them', () => {
    expect(understand('Fahrrad Parken Bahnhof')).toEqual(['bicycle-parking', 'rail-transport']);
    expect(understand('Mobilität auf dem Land für Senioren')).toEqual(['mobility-of-older-people', 'rural-districts']);
  });

  it('has each part with the concept that it is a part of, and apart from other subjects', () => {
    const { aspects, parts } = vocabulary.read('Einsamkeit im Alter auf dem Land');
    expect(aspects).toEqual([
      ['concept:loneliness', 'concept:loneliness-in-old-age'],
      ['concept:older-people', 'concept:loneliness-in-old-age'],
      ['concept:rural-districts'],
    ]);
    expect(parts).toEqual([['concept:loneliness'], ['concept:older-people']]);
  });

  it('has each part of labels that share a word with those that have it', () => {
    const { aspects } = vocabulary.read('Sprachkurse für geflüchtete Frauen');
    expect(aspects).toEqual([
      ['concept:language-learning', 'concept:migrant-women'],
      ['concept:refugee-reception', 'concept:refugee-women'],
      ['concept:gender-equality', 'concept:refugee-women', 'concept:migrant-women'],
    ]);
  });

  it.each([
    ['Altersarmut', ['old-age-poverty'], ['poverty', 'older-people']],
    ['Alleinerziehende Arbeit', ['single-parents-in-work'], ['single-parents', 'labour-market']],
  ])('takes what is above "%s" and has one of its words for a part of it', (question, named, above) => {
    const { aspects, parts } = vocabulary.read(question);
    expect(aspects).toEqual([named.map((slug) => `concept:${slug}`)]);
    expect(new Set(parts.flat())).toEqual(new Set(above.map((slug) => `concept:${slug}`)));
  });

  it.each([
    ['schulden bij jongeren', ['debt-counselling']],
    ['loneliness in old age', ['loneliness']],
    ['Altersarmut', []],
    ['youth welfare', []],
    ['public transport', []],
  ])('HUB-629 has the part of "%s" that is found alone, too, where its words stand apart', (question, main) => {
    expect(vocabulary.read(question).main).toEqual(main.map((slug) => `concept:${slug}`));
  });

  it('has what a word of a label leads to beside the subject that it narrows', () => {
    const { aspects } = vocabulary.read('loneliness older men');
    expect(aspects).toEqual([
      ['concept:loneliness', 'concept:loneliness-in-old-age'],
      ['concept:older-people', 'concept:loneliness-in-old-age'],
    ]);
  });

  it('takes no concept for a part of itself', () => {
    const { understood, parts } = vocabulary.read('loneliness among older people');
    expect(parts.flat()).not.toContain(understood[0]?.id);
    expect(parts.length).toBeGreaterThan(1);
  });

  it('has no parts where a label is no more than one subject', () => {
    expect(vocabulary.read('housing action plans').parts).toEqual([]);
  });

  it('takes a word that people ask with for a noun where a capital makes it one', () => {
    expect(understand('Sucht im Alter')).toContain('addiction');
    expect(understand('Wer sucht einen Partner für Jugendhilfe?')).not.toContain('addiction');
  });

  it('is about both where they have nothing in common', () => {
    expect(understand('data protection in schools')).toEqual(['data-protection-security', 'schools']);
  });

  it('is about both where they have several things in common', () => {
    expect(understand('climate adaptation in parks')).toEqual(
      expect.arrayContaining(['climate-adaptation', 'green-spaces']),
    );
  });

  it.each([
    'Kultur und Sport',
    'Kultur, Sport',
    'culture or sport',
    'cultuur en sport',
    'cultuur of sport',
    'Kultur/Sport',
  ])('"%s" lists them, and is about either', (question) => {
    expect(understand(question)).toEqual(['culture', 'sport']);
  });

  it('takes what is listed apart from what comes behind it', () => {
    expect(understand('Sport und Gesundheit von Obdachlosen')).toEqual(['sport', 'health-care-for-homeless-people']);
  });

  it('tells what it named and how what it means is called', () => {
    expect(vocabulary.read('Gesundheit von Wohnungslosen').understood).toEqual([
      {
        id: 'concept:health-care-for-homeless-people',
        label: { lang: 'de', text: 'Medizinische Versorgung Wohnungsloser' },
        text: 'Gesundheit von Wohnungslosen',
        meets: ['concept:health', 'concept:homelessness'],
      },
    ]);
  });
});
