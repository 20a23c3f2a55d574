import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:a-energy-poverty a skos:Concept ; skos:altLabel "kalte Wohnungen"@de ; skos:prefLabel "Energiearmut"@de .
  c:b-unfit-housing a skos:Concept ; skos:altLabel "kalte Wohnung"@de ; skos:prefLabel "Unterbelegung"@de .
  c:a-fair-trade a skos:Concept ; skos:prefLabel "fair trade"@en .
  c:b-trade-fairs a skos:Concept ; skos:prefLabel "exhibitions"@en ; skos:altLabel "trade fair"@en .
  c:a-workplace a skos:Concept ; skos:altLabel "Intranet"@de ; skos:prefLabel "Arbeitsplatz"@de .
  c:b-knowledge a skos:Concept ; skos:altLabel "intranet"@en ; skos:prefLabel "knowledge"@en .
  c:waste a skos:Concept ; skos:prefLabel "waste"@en, "Abfall"@de .
  `,
  'topics.ttl',
);

function first(question: string): string | undefined {
  return vocabulary.read(question).understood[0]?.id.replace('concept:', '');
}

describe('of labels with the same words', () => {
  it('HUB-834 the one comes first that has them in the form of the question', () => {
    expect(first('Wer hat Erfahrung mit kalte Wohnung und Abfall?')).toBe('b-unfit-housing');
    expect(first('Wer hat Erfahrung mit kalte Wohnungen und Abfall?')).toBe('a-energy-poverty');
    expect(first('wer hat eine kalte Wohnung')).toBe('b-unfit-housing');
  });

  it('HUB-834 the one comes first that has them in the order of the question', () => {
    expect(first('which city has experience with trade fair')).toBe('b-trade-fairs');
    expect(first('who does fair trade')).toBe('a-fair-trade');
  });

  it('HUB-834 the one comes first that is of the language of the question', () => {
    expect(first('which city has experience with intranet')).toBe('b-knowledge');
    expect(first('Wer von euch hat ein Intranet?')).toBe('a-workplace');
  });
});
