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
    ['Fahrrad Parken Bahnhof', 'bicycle-parking'],
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

  it('is about the narrower one where one contains the other', () => {
    expect(understand('Wohnen Wohnungslosigkeit')).toEqual(['homelessness']);
  });

  it.each([
    ['loneliness among older people', ['loneliness', 'older-people']],
    ['solar panels on schools', ['solar-energy', 'schools']],
    ['culture for children', ['culture', 'children-youth-families']],
    ['mental health of young refugees', ['mental-health', 'refugee-reception']],
    ['Mobilität auf dem Land für Senioren', ['mobility', 'older-people']],
  ])('%s names a concept by several words, and each of its parts', (question, parts) => {
    expect(vocabulary.read(question).parts.flat()).toEqual(
      expect.arrayContaining(parts.map((part) => `concept:${part}`)),
    );
  });

  it('has the parts with the concept that they are parts of, and apart from other subjects', () => {
    const { aspects, parts } = vocabulary.read('Mobilität auf dem Land für Senioren');
    expect(aspects).toEqual([
      ['mobility-of-older-people', 'mobility', 'older-people'].map((slug) => `concept:${slug}`),
      ['concept:village-shops'],
    ]);
    expect(parts).toEqual([['concept:mobility'], ['concept:older-people']]);
  });

  it('takes no concept for a part of itself', () => {
    const { understood, parts } = vocabulary.read('debt advice for young adults');
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
