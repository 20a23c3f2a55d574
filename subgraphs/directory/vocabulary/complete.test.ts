import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:housing a skos:Concept ; skos:prefLabel "Housing"@en, "Wohnen"@de, "Wonen"@nl .
  c:homelessness a skos:Concept ; skos:prefLabel "Homelessness"@en, "Wohnungslosigkeit"@de, "Dakloosheid"@nl .
  c:housing-action-plan a skos:Concept ; skos:prefLabel "Housing action plan"@en, "Aktionsplan gegen Wohnungslosigkeit"@de .
  c:participation a skos:Concept ; skos:prefLabel "Citizen participation"@en, "Bürgerbeteiligung"@de-AT .
  c:social-housing a skos:Concept ; skos:prefLabel "Social housing"@en, "Sozialer Wohnungsbau"@de .
  c:roof-b a skos:Concept ; skos:prefLabel "Roof"@en .
  c:roof-a a skos:Concept ; skos:prefLabel "Roof"@en .
  `,
  'topics.ttl',
);

function complete(text: string, lang?: string, first = 20): string {
  return vocabulary
    .complete(text, { lang, first })
    .map(({ id }) => id.replace('concept:', ''))
    .join(' ');
}

describe('Vocabulary.complete', () => {
  it('completes the beginning of a word: labels that begin so first, the shortest at the top', () => {
    expect(complete('housing')).toBe('housing housing-action-plan social-housing');
    expect(complete('wohn', 'de')).toBe('housing homelessness social-housing housing-action-plan');
  });

  it('wants every word that is typed, in any order', () => {
    expect(complete('plan hous')).toBe('housing-action-plan');
    expect(complete('plan roof')).toBe('');
  });

  it.each(['BURGER', 'bürger', 'Buerger', 'Bürgerbeteilgung', 'burgerbeteilugng'])(
    'finds an umlaut by "%s"',
    (text) => {
      expect(complete(text)).toBe('participation');
    },
  );

  it('looks at labels in one language, or in all', () => {
    expect(complete('dakl')).toBe('homelessness');
    expect(complete('dakl', 'nl')).toBe('homelessness');
    expect(complete('dakl', 'nl-BE')).toBe('homelessness');
    expect(complete('dakl', 'de')).toBe('');
    expect(complete('bürger', 'de')).toBe('participation');
  });

  it('lists all by label when nothing is typed', () => {
    expect(complete('')).toBe('participation homelessness housing housing-action-plan roof-a roof-b social-housing');
    expect(complete(' ', 'nl')).toBe('homelessness housing');
  });

  it('orders equals by id, and gives as many as are wanted', () => {
    expect(complete('roof')).toBe('roof-a roof-b');
    expect(complete('roof', 'en', 1)).toBe('roof-a');
  });

  it('finds nothing for what is no word', () => {
    expect(complete('???')).toBe('');
    expect(complete('x'.repeat(100_000))).toBe('');
  });
});
