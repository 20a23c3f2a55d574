import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:youth a skos:Concept ; skos:prefLabel "Youth"@en ; skos:altLabel "young people"@en, "jongeren"@nl .
  c:youth-employment a skos:Concept ; skos:prefLabel "Jobless young people"@en ; skos:altLabel "jongeren zonder werk"@nl .
  c:youth-centres a skos:Concept ; skos:prefLabel "Youth centres"@en ; skos:altLabel "jongerencentra"@nl .
  c:town-teams a skos:Concept ; skos:prefLabel "Town team"@en .
  c:procurement a skos:Concept ; skos:prefLabel "Procurement"@en .
  c:cycling a skos:Concept ; skos:prefLabel "Fietsen"@nl ; skos:altLabel "wrakke fietsen"@nl .
  c:disability-transport a skos:Concept ; skos:prefLabel "Vervoer voor mensen met een beperking"@nl .
  `,
  'topics.ttl',
);

function understand(question: string): string {
  return vocabulary
    .read(question)
    .understood.map(({ id }) => id.replace('concept:', ''))
    .join(' ');
}

describe('words that say the same (HUB-726)', () => {
  it.each([
    ['jobless teenagers', 'youth-employment', 'a word for two'],
    ['centres for young people', 'youth-centres', 'two words for one'],
    ['kids and jobless youngsters', 'youth-employment', 'beside others'],
    ['tieners zonder werk', 'youth-employment', 'Dutch'],
    ['wrakke rijwielen', 'cycling', 'a word that no label has'],
    ['rijwielen', 'cycling', 'the same alone'],
    ['vervoer voor gehandicapten', 'disability-transport', 'a word for several with others between'],
  ])('reads "%s" as %s: %s', (question, ids) => {
    expect(understand(question)).toBe(ids);
  });

  it.each([
    ['teenagers', 'alone a word is no other'],
    ['people without jobs', 'a part of a phrase says nothing'],
    ['kids and pensioners', 'no label has another word of the question'],
  ])('reads nothing else into "%s": %s', (question) => {
    expect(understand(question)).not.toContain('youth-employment');
  });

  it('takes words that stand apart for no label that has one of them in another word', () => {
    expect(understand('who shares a procurement team with neighbouring councils')).toBe('procurement');
    expect(understand('council team')).toBe('town-teams');
  });
});
