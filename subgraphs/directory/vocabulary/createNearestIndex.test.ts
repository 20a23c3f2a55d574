import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:pools a skos:Concept ; skos:prefLabel "Swimming pools"@en ; skos:definition "Indoor and outdoor baths of the town."@en .
  c:libraries a skos:Concept ; skos:prefLabel "Libraries"@en, "Bibliotheken"@de ; skos:definition "Lending of books."@en .
  c:markets a skos:Concept ; skos:prefLabel "Street markets"@en .
  `,
  'topics.ttl',
);

describe('the nearest concepts to words that name none', () => {
  it.each([
    [['outdoor'], ['concept:pools'], 'a word of a definition'],
    [['lending', 'xyz'], ['concept:libraries'], 'one word of several'],
    [['swiming'], ['concept:pools'], 'a slip of the finger'],
    [['bibliot'], ['concept:libraries'], 'the beginning of a word'],
    [['Wanzar'], [], 'a word that is near nothing'],
    [['the', 'of'], [], 'words that say nothing'],
    [[], [], 'no words'],
  ])('%j: %j (%s)', (words, expected) => {
    expect(vocabulary.nearest(words, 3)).toEqual(expected);
  });

  it('are no more than wanted', () => {
    expect(vocabulary.nearest(['street', 'books', 'town'], 2)).toHaveLength(2);
  });

  it('are the same after the index was prepared in steps', () => {
    expect([...vocabulary.prepare()].length).toBeGreaterThan(0);
    expect(vocabulary.nearest(['outdoor'], 3)).toEqual(['concept:pools']);
  });
});
