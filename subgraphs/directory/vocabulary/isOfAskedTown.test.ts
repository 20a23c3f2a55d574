import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:culture a skos:Concept ; skos:prefLabel "culture"@en, "cultuur"@nl .
  c:city-of-culture a skos:Concept ; skos:prefLabel "city of culture"@en, "culturele gemeente"@nl .
  c:rivers a skos:Concept ; skos:prefLabel "Flüsse"@de .
  c:riverside a skos:Concept ; skos:prefLabel "Stadt am Fluss"@de .
  c:learning a skos:Concept ; skos:prefLabel "learning from other cities"@en .
  c:town-centre a skos:Concept ; skos:prefLabel "town centre"@en .
  c:taxes a skos:Concept ; skos:prefLabel "council tax"@en .
  c:healthy-city a skos:Concept ; skos:prefLabel "healthy city"@en .
  `,
  'topics.ttl',
);

function read(question: string): string {
  return vocabulary
    .read(question)
    .understood.map(({ id }) => id.replace('concept:', ''))
    .join(' ');
}

describe('a town that is asked', () => {
  it.each([
    ['which city has experience with culture', 'culture'],
    ['has any other town worked on culture', 'culture'],
    ['Welche Stadt hat Erfahrung mit Flüssen?', 'rivers'],
    ['Gibt es andere Städte, die etwas für ihre Flüsse tun?', 'rivers'],
    ['welke gemeente doet iets aan cultuur', 'culture'],
    ['which small European cities have experience with culture', 'culture'],
    ['Welche kleinen Städte tun etwas für ihre Flüsse?', 'rivers'],
  ])('HUB-833 is no word of a label: %s', (question, right) => {
    expect(read(question)).toBe(right);
  });

  it('HUB-833 is one of a label that has the words by which it is asked, or that another word names', () => {
    expect(read('what is there for learning from other cities')).toBe('learning');
    expect(read('which city is a healthy city')).toBe('healthy-city');
  });

  it('HUB-833 is none before a word with which it is one', () => {
    expect(read('any town centre ideas')).toBe('town-centre');
    expect(read('which council tax discounts work')).toBe('taxes');
  });

  it('HUB-833 is none where nobody is asked', () => {
    expect(read('city of culture')).toBe('city-of-culture');
    expect(read('Stadt am Fluss')).toBe('riverside');
  });
});
