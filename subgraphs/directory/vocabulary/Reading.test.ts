import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:health a skos:Concept ; skos:prefLabel "Health"@en, "Gesundheit"@de .
  c:homelessness a skos:Concept ; skos:prefLabel "Homelessness"@en, "Wohnungslosigkeit"@de ; skos:altLabel "Wohnungslose"@de .
  c:health-of-the-homeless a skos:Concept ; skos:broader c:health, c:homelessness ;
    skos:prefLabel "Medical care on the street"@en, "Gesundheitsdienste für Wohnungslose"@de .
  c:debts a skos:Concept ; skos:prefLabel "Debt counselling"@en, "Schuldnerberatung"@de .
  c:markets a skos:Concept ; skos:prefLabel "Markets"@en, "Märkte der Region"@de .
  c:halls a skos:Concept ; skos:prefLabel "City halls"@en, "Hallen der Region"@de .
  c:trees a skos:Concept ; skos:prefLabel "City trees"@en, "Bäume der Region"@de .
  c:women a skos:Concept ; skos:prefLabel "Women"@en, "Frauen"@de .
  c:parking a skos:Concept ; skos:prefLabel "Parking"@en, "Parken"@de .
  c:equality a skos:Concept ; skos:prefLabel "Christopher Street Day"@de .
  c:demonstrations a skos:Concept ; skos:prefLabel "Wom"@nl .
  c:dikes a skos:Concept ; skos:prefLabel "Dijken"@nl .
  c:technology a skos:Concept ; skos:prefLabel "IT infrastructure"@en ; skos:altLabel "IT"@en .
  c:elders a skos:Concept ; skos:prefLabel "Ouderen"@nl .
  c:garages a skos:Concept ; skos:prefLabel "Garagen"@de ; skos:altLabel "Parken in Garagen"@de, "Garages"@en, "Parking garages"@en .
  c:poverty a skos:Concept ; skos:prefLabel "Arme Kinder"@de .
  c:culture a skos:Concept ; skos:prefLabel "Kultur für Kinder"@de .
  c:youth a skos:Concept ; skos:prefLabel "Kinder"@de ; skos:altLabel "Jugend"@de .
  `,
  'topics.ttl',
);

describe('what a question was read to mean', () => {
  it('quotes the words that named each concept, with the stop words between them', () => {
    const quotes = (question: string) => vocabulary.read(question).understood.map(({ text }) => text);
    expect(quotes('Wer kennt Märkte in der Region?')).toEqual(['Märkte in der Region']);
    expect(quotes('Gesundheit von Wohnungslosen')).toEqual(['Gesundheit von Wohnungslosen']);
    expect(quotes('Parken, Schuldnerberatung')).toEqual(['Parken', 'Schuldnerberatung']);
    expect(quotes('Schuldnerberatungsstelle Hof')).toEqual(['Schuldnerberatungsstelle']);
  });

  it('has what each subject can mean in the order of the question, before what they have in common', () => {
    expect(vocabulary.read('Wohnungslose: Gesundheit')).toMatchObject({
      understood: [{ id: 'concept:health-of-the-homeless' }],
      aspects: [['concept:homelessness'], ['concept:health']],
    });
    expect(vocabulary.read('Parken').aspects).toEqual([['concept:parking']]);
    expect(vocabulary.read('Wanzar').aspects).toEqual([]);
  });

  it('has the subject of a word that a longer label only takes in, where the other word names the same by itself', () => {
    for (const question of ['Parken in Garagen', 'Parken Garagen']) {
      expect(vocabulary.read(question)).toMatchObject({
        understood: [{ id: 'concept:garages' }],
        aspects: [['concept:parking'], ['concept:garages']],
      });
    }
    // In English, one thing.
    expect(vocabulary.read('Parking garages').aspects).toEqual([['concept:garages']]);
  });

  it('has labels as two subjects that share a word and have one of their own', () => {
    expect(vocabulary.read('Kultur für arme Kinder').aspects).toEqual([['concept:culture'], ['concept:poverty']]);
  });

  it('gives back the words that no label knows, without titles, question words and stop words', () => {
    expect(vocabulary.read('Wer ist Frau Dr. Sandra Wanzar?').unread).toEqual(['Sandra', 'Wanzar']);
    expect(vocabulary.read('Sandra Wanzar Wohnungslosigkeit').unread).toEqual(['Sandra', 'Wanzar']);
    expect(vocabulary.read('Wohnungslosigkeit')).toMatchObject({ unread: [], vague: [] });
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('takes %s for a word as any other', (word) => {
    expect(vocabulary.read(word).understood).toEqual([]);
    expect(vocabulary.knows(word)).toBe(false);
    expect(vocabulary.nearest([word], 3)).toEqual([]);
    expect(vocabulary.complete(word, { first: 3 })).toEqual([]);
  });

  it('takes a title before a name for no subject', () => {
    const subjects = (question: string) => vocabulary.read(question).understood.map(({ id }) => id);
    expect(subjects('Frau Niewiedzial Schuldnerberatung')).toEqual(['concept:debts']);
    expect(subjects('Schuldnerberatung Frau')).toContain('concept:women');
  });

  it.each([
    ['Christoph Keller Parken', ['Christoph Keller'], ['concept:parking']],
    ['Parken bij Pieter van Dijk', ['Pieter van Dijk'], ['concept:parking']],
    ['Parken mevrouw De Boer', ['De Boer'], ['concept:parking']],
    ['Parken Frau Dr. Timmermans-Kinder', ['Timmermans-Kinder'], ['concept:parking']],
    ['Frau Kinder-Timmermans', ['Kinder-Timmermans'], []],
    ['Saskia Timmermans-Märkte', ['Saskia Timmermans-Märkte'], []],
    ['Kinder-Parken', [], ['concept:youth', 'concept:parking']],
    ['Parken von Kindern', [], ['concept:parking', 'concept:youth']],
    ['Strategie von Kindern', [], ['concept:youth']],
  ])('takes the words of a name for no subjects: %s', (question, names, subjects) => {
    const { understood, ...read } = vocabulary.read(question);
    expect(read.names).toEqual(names);
    expect(understood.map(({ id }) => id)).toEqual(subjects);
  });

  it.each([
    ['homelessness in Parking Drayton', ['concept:homelessness']],
    ['is Xaverl Parking for women', ['concept:women']],
    ['Parking Drayton women', ['concept:parking', 'concept:women']],
    ['Kinder am Parken Drayton', ['concept:youth', 'concept:parking']],
  ])(
    'HUB-627 takes a word with a capital beside an unknown one for part of its name, in English: %s',
    (question, subjects) => {
      expect(vocabulary.read(question).understood.map(({ id }) => id)).toEqual(subjects);
    },
  );

  it('takes a word in capitals for the abbreviation that it is, unless all of the question is in capitals', () => {
    const subjects = (question: string) => vocabulary.read(question).understood.map(({ id }) => id);
    expect(subjects('Parking for IT')).toEqual(['concept:parking', 'concept:technology']);
    expect(subjects('Parking for it')).toEqual(['concept:parking']);
    expect(subjects('IS IT PARKING')).toEqual(['concept:parking']);
  });

  it('takes no word for a form of another whose stem it has by chance', () => {
    const subjects = (question: string) => vocabulary.read(question).understood.map(({ id }) => id);
    expect(subjects('oudere')).toEqual(['concept:elders']);
    expect(subjects('ouders')).toEqual([]);
  });

  it('takes a word that a language has for no form of a word of another', () => {
    const { understood } = vocabulary.read('women and parking');
    expect(understood.map(({ id }) => id)).toEqual(['concept:women', 'concept:parking']);
  });

  it('takes a word for a subject that another one names, too, as understood', () => {
    expect(vocabulary.read('Kinder, Jugend und Parken')).toMatchObject({
      understood: [{ id: 'concept:youth', text: 'Kinder Jugend' }, { id: 'concept:parking' }],
      vague: [],
    });
  });

  it('gives back the words that labels have and that mean none of them', () => {
    expect(vocabulary.read('Region Parken Wanzar')).toMatchObject({ unread: ['Wanzar'], vague: ['Region'] });
  });
});
