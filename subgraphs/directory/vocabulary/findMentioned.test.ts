import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:empty-homes a skos:Concept ; skos:prefLabel "Leer stehende Wohnungen"@de .
  c:homes a skos:Concept ; skos:prefLabel "Wohnungen"@de .
  c:stores a skos:Concept ; skos:prefLabel "Kaufhäuser"@de .
  c:sport a skos:Concept ; skos:prefLabel "Sport"@nl .
  c:old-age-poverty a skos:Concept ; skos:prefLabel "Ouderen met een laag inkomen"@nl .
  c:the-old a skos:Concept ; skos:prefLabel "Ouderen"@nl .
  c:meals a skos:Concept ; skos:prefLabel "Mensen"@de .
  c:childcare a skos:Concept ; skos:prefLabel "Kita"@de, "Kindergarten"@en .
  c:parking a skos:Concept ; skos:prefLabel "Parken"@de .
  c:parks a skos:Concept ; skos:prefLabel "Parks"@de, "parken"@nl ; skos:altLabel "park"@nl .
  c:clinics a skos:Concept ; skos:prefLabel "Blackout"@de .
  c:power-cuts a skos:Concept ; skos:prefLabel "Power blackout"@en .
  ${Array.from({ length: 10 }, (_, n) => `c:kita-${n} a skos:Concept ; skos:prefLabel "Kita X${n}"@en, "Kita Y${n}"@de .`).join('\n')}
  ${Array.from({ length: 10 }, (_, n) => `c:people-${n} a skos:Concept ; skos:prefLabel "Mensen met X${n}"@nl .`).join('\n')}
  `,
  'topics.ttl',
);

function read(question: string): string {
  return vocabulary
    .read(question)
    .understood.map(({ id }) => id.replace('concept:', ''))
    .join(' ');
}

describe('words that say most of a label', () => {
  it('name it', () => {
    expect(read('Leerstehende und leer stehende Häuser, wer hat Wohnungen?')).toContain('empty-homes');
  });

  it('HUB-620 do not where what is missing is a subject of its own', () => {
    expect(read('Wie geht ihr mit leer stehenden Kaufhäusern um?')).toBe('stores');
    expect(read('sport voor wie een laag inkomen heeft')).toBe('sport');
  });
});

describe('a word that is one in several languages', () => {
  it('HUB-621 is one of the language that the question is in, where that has it often', () => {
    expect(read('wat is er in de sport voor mensen?')).toBe('sport');
    expect(read('Wo gibt es Mensen?')).toBe('meals');
  });

  it('HUB-621 is one of the other, where that has it oftener', () => {
    expect(read('how are Kita and sport at yours?')).toContain('childcare');
  });

  it('HUB-621 is any of them, where it is rare', () => {
    expect(read('how do we prepare for a blackout in sport?')).toContain('clinics');
  });
});

describe('labels that share a word', () => {
  const shared = parseVocabulary(
    `
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix c: <https://hanse.example/concept/> .
    c:advice a skos:Concept ; skos:prefLabel "Family support"@en .
    c:carers a skos:Concept ; skos:prefLabel "Family carers"@en .
    `,
    'topics.ttl',
  );

  it.each([
    ['How do you support family carers?', 'carers'],
    ['Who has family support for carers?', 'advice'],
  ])('HUB-626 come in the order in which the question has their words: %s', (question, best) => {
    expect(shared.read(question).understood[0]?.id).toBe(`concept:${best}`);
  });
});

describe('a verb', () => {
  const rides = parseVocabulary(
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix c: <https://hanse.example/concept/> .' +
      ' c:kiss-and-ride a skos:Concept ; skos:prefLabel "Kiss and ride"@en .',
    'topics.ttl',
  );

  it.each([
    ['how to kiss', []],
    ['where is the kiss', ['concept:kiss-and-ride']],
  ])('HUB-628 is no noun of a longer label: %s', (question, subjects) => {
    expect(rides.read(question).understood.map(({ id }) => id)).toEqual(subjects);
  });
});

describe('a word that is a subject in the language of the question', () => {
  it('HUB-760 is none of another language, nor a form of one', () => {
    expect(read('Wo darf man am Abend parken?')).toBe('parking');
    expect(read('Waar zijn er parken voor mensen?')).toBe('parks');
  });
});

describe('words that say nothing', () => {
  const idle = parseVocabulary(
    `
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix c: <https://hanse.example/concept/> .
    c:exchange a skos:Concept ; skos:prefLabel "good practice"@en .
    c:open-data a skos:Concept ; skos:prefLabel "open overheid"@nl .
    c:public-space a skos:Concept ; skos:prefLabel "openbare ruimte"@nl .
    c:schools a skos:Concept ; skos:prefLabel "scholen"@nl ; skos:altLabel "leerlingen"@nl .
    c:trainees a skos:Concept ; skos:prefLabel "leerlingen bij de gemeente"@nl .
    c:security a skos:Concept ; skos:prefLabel "cybersecurity"@nl .
    c:housing a skos:Concept ; skos:prefLabel "housing"@en .
    `,
    'topics.ttl',
  );
  const readIdle = (question: string) => idle.read(question).understood.map(({ id }) => id.slice('concept:'.length));

  it('HUB-837 are a label where they stand as it has them and nothing else is mentioned', () => {
    expect(readIdle('lighting, and who has some good practice')).toEqual(['exchange']);
    expect(readIdle('good practice in housing')).toEqual(['housing']);
  });

  it('HUB-838 are no form of a word that says something, as `over` of "overheid"', () => {
    expect(readIdle('meldingen over de openbare ruimte')).toEqual(['public-space']);
  });

  it('HUB-839 list what is no label together, by synonyms neither', () => {
    expect(readIdle('cybersecurity bij de gemeente en scholen')).toEqual(['security', 'schools']);
  });
});
