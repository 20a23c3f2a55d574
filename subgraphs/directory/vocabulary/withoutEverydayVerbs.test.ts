import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:pay a skos:Concept ; skos:prefLabel "Pay"@en, "Besoldung"@de ; skos:altLabel "Zahlen und Fahren"@de .
  c:rail a skos:Concept ; skos:prefLabel "Trains"@en ; skos:altLabel "Bahn"@de .
  c:justice a skos:Concept ; skos:prefLabel "Youth justice"@en ; skos:altLabel "HALT"@de .
  c:savings a skos:Concept ; skos:prefLabel "Sparen"@de ; skos:altLabel "Save"@en .
  c:energy-savings a skos:Concept ; skos:broader c:savings, c:energy ; skos:prefLabel "Thrift"@en, "Sparen von Energie"@de .
  c:energy a skos:Concept ; skos:prefLabel "Energy"@en, "Energie"@de .
  c:funerals a skos:Concept ; skos:prefLabel "Funerals"@en, "Bestattungen"@de .
  c:dogs a skos:Concept ; skos:prefLabel "Dogs"@en .
  c:staff a skos:Concept ; skos:prefLabel "Erzieherinnen"@de .
  c:waste a skos:Concept ; skos:prefLabel "Waste"@en ; skos:altLabel "VANG"@nl .
  c:families a skos:Concept ; skos:prefLabel "Families"@en, "Gezinnen"@nl .
  c:heat a skos:Concept ; skos:prefLabel "Heat protection"@en ; skos:altLabel "Hitte"@nl .
  c:parks a skos:Concept ; skos:prefLabel "Parks"@en .
  c:fairs a skos:Concept ; skos:prefLabel "Messen"@de .
  c:knives a skos:Concept ; skos:prefLabel "Knives"@en ; skos:altLabel "Messen"@nl .
  `,
  'topics.ttl',
);

function understand(question: string): string {
  return vocabulary
    .read(question)
    .understood.map(({ id }) => id.replace('concept:', ''))
    .join(' ');
}

describe('verbs of everyday speech', () => {
  it('HUB-610 name no subject beside another one', () => {
    expect(understand("can't pay for a funeral")).toBe('funerals');
    expect(understand('how do I train my dog')).toBe('dogs');
    expect(understand('Wie hält man Erzieherinnen?')).toBe('staff');
  });

  it('HUB-610 name one where nothing else does, where they are listed, and where a capital makes them nouns', () => {
    expect(understand('what do you pay')).toBe('pay');
    expect(understand('pay and funerals')).toBe('pay funerals');
    expect(understand('Hilft das Sparen bei Bestattungen?')).toBe('savings funerals');
  });

  it('HUB-610 say which narrower concept of another subject is meant', () => {
    expect(understand('how can we save energy')).toBe('energy-savings');
  });
});

describe('a word that is another one by chance', () => {
  it('HUB-611 is no abbreviation that has its stem', () => {
    expect(understand('waar vangen jullie gezinnen op')).toBe('families');
    expect(understand('VANG')).toBe('waste');
  });

  it('HUB-612 is no word of another language than the question unless it has its letters', () => {
    expect(understand('Who helps a man who hits his family?')).toBe('families');
    expect(understand('hitte')).toBe('heat');
    expect(understand('Was tun wir mit dem Park?')).toBe('parks');
  });

  it('HUB-612 is the one of the language in which the question is asked', () => {
    expect(understand('wat doen jullie tegen messen in gezinnen')).toBe('knives families');
    expect(understand('Was tun wir gegen Messen und in gezinnen?')).toBe('fairs families');
  });
});
