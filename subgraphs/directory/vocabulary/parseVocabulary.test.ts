import { parseVocabulary, VocabularyError } from './parseVocabulary';

const PREFIXES = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix c: <https://hanse.example/concept/> .
`;

function parse(turtle: string) {
  return parseVocabulary(PREFIXES + turtle, 'topics.ttl');
}

function problemsOf(turtle: string): readonly string[] {
  try {
    parse(turtle);
  } catch (error) {
    if (error instanceof VocabularyError) return error.problems.map(({ line, reason }) => `${line ?? '-'}: ${reason}`);
    throw error;
  }
  return [];
}

describe('parseVocabulary', () => {
  it('reads a concept with all that it has', () => {
    const vocabulary = parse(`
      c:housing a skos:Concept ; skos:prefLabel "Housing"@en, "Wohnen"@de-AT ; skos:altLabel "Dwelling"@en ;
        skos:definition "Where people live."@en ; skos:exactMatch <http://vocabulary.example/1> .
    `);
    expect(vocabulary.get('concept:housing')).toEqual({
      id: 'concept:housing',
      iri: 'https://hanse.example/concept/housing',
      prefLabels: [
        { lang: 'en', text: 'Housing' },
        { lang: 'de-at', text: 'Wohnen' },
      ],
      altLabels: [{ lang: 'en', text: 'Dwelling' }],
      definitions: [{ lang: 'en', text: 'Where people live.' }],
      broader: [],
      narrower: [],
      related: [],
      exactMatch: ['http://vocabulary.example/1'],
    });
    expect(vocabulary.has('concept:housing')).toBe(true);
    expect(vocabulary.has('concept:other')).toBe(false);
    expect(vocabulary.get('concept:other')).toBeUndefined();
  });

  it('completes broader and narrower from each other, and related both ways', () => {
    const vocabulary = parse(`
      c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:narrower c:b .
      c:b a skos:Concept ; skos:prefLabel "B"@en ; skos:related c:a .
      c:c a skos:Concept ; skos:prefLabel "C"@en ; skos:broader c:a .
    `);
    expect(vocabulary.get('concept:a')).toMatchObject({
      narrower: ['concept:b', 'concept:c'],
      related: ['concept:b'],
    });
    expect(vocabulary.get('concept:b')).toMatchObject({ broader: ['concept:a'], related: ['concept:a'] });
    expect(vocabulary.get('concept:c')).toMatchObject({ broader: ['concept:a'] });
  });

  it('knows all narrower concepts, near ones first, each once', () => {
    const vocabulary = parse(`
      c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:narrower c:b, c:c .
      c:b a skos:Concept ; skos:prefLabel "B"@en ; skos:narrower c:d .
      c:c a skos:Concept ; skos:prefLabel "C"@en ; skos:narrower c:d .
      c:d a skos:Concept ; skos:prefLabel "D"@en .
    `);
    expect(vocabulary.narrower('concept:a')).toEqual(['concept:b', 'concept:c', 'concept:d']);
    expect(vocabulary.narrower('concept:d')).toEqual([]);
    expect(vocabulary.narrower('concept:unknown')).toEqual([]);
  });

  it('takes what is no concept, such as the scheme, for nothing', () => {
    const vocabulary = parse(`
      c: a skos:ConceptScheme ; skos:prefLabel "Topics"@en ; skos:hasTopConcept c:a .
      c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:inScheme c: .
    `);
    expect(vocabulary.complete('', { first: 10 }).map(({ id }) => id)).toEqual(['concept:a']);
  });

  it('names the line of a syntax error', () => {
    expect(problemsOf('c:a a skos:Concept ;\n  skos:prefLabel "A"@en ]\n')).toEqual([
      expect.stringMatching(/^4: The file is not Turtle: Expected .* on line 4\.$/),
    ]);
    expect(problemsOf('c:a a skoz:Concept .')).toEqual([expect.stringMatching(/^3: .*Undefined prefix "skoz:"/)]);
  });

  it.each([
    ['c:a a skos:Concept .', 'concept:a must have a skos:prefLabel, but has none.'],
    [
      'c:a a skos:Concept ; skos:prefLabel "A"@en, "Ay"@en .',
      'concept:a must have one skos:prefLabel for a language, but has more for "en".',
    ],
    [
      'c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader c:b .',
      '<https://hanse.example/concept/a> skos:broader <https://hanse.example/concept/b>: <https://hanse.example/concept/b> is no concept of this file.',
    ],
    [
      'c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:related "B" .',
      '<https://hanse.example/concept/a> skos:related "B": "B" is no concept of this file.',
    ],
    [
      'c:Upper a skos:Concept ; skos:prefLabel "A"@en .',
      '<https://hanse.example/concept/Upper> must end in a slug such as "social-housing", but ends in "Upper".',
    ],
    [
      'c:a a skos:Concept ; skos:prefLabel "A"@en . <http://other.example#a> a skos:Concept ; skos:prefLabel "A"@en .',
      '<http://other.example#a> and <https://hanse.example/concept/a> end in the same slug "a".',
    ],
    [
      'c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader c:a .',
      'concept:a → concept:a is a circle of broader concepts.',
    ],
    [
      `c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader c:b .
       c:b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader c:c .
       c:a skos:narrower c:c . c:c a skos:Concept ; skos:prefLabel "C"@en .`,
      'concept:a → concept:b → concept:c → concept:a is a circle of broader concepts.',
    ],
  ])('refuses %s', (turtle, reason) => {
    expect(problemsOf(turtle)).toEqual([`-: ${reason}`]);
  });

  it.each([
    ['is empty', '', /no skos:Concept\. Nothing in it has a type/],
    [
      'writes the namespace of SKOS with https',
      '@prefix skos: <https://www.w3.org/2004/02/skos/core#> . <https://x.example/housing> a skos:Concept ; skos:prefLabel "housing"@en .',
      /is a <https:\/\/www\.w3\.org\/2004\/02\/skos\/core#Concept>, and must be a <http:/,
    ],
    ['has other things', '<https://x.example/a> a <https://x.example/Thing> .', /is a <https:\/\/x\.example\/Thing>/],
  ])('OPS-097 refuses a file that %s, and says why it has no concept', (_, turtle, reason) => {
    expect(() => parseVocabulary(turtle, 'topics.ttl')).toThrow(reason);
  });

  it('names every problem at once', () => {
    expect(problemsOf('c:a a skos:Concept ; skos:broader c:b . c:c a skos:Concept .')).toHaveLength(3);
  });
});
