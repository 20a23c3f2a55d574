import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateVocabulary } from '../test/generateVocabulary';
import { parseVocabulary } from '../parseVocabulary';
import { checkVocabulary } from './checkVocabulary';

const PREFIXES = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix c: <https://hanse.example/concept/> .
`;
/** Complete: what a test adds or leaves out is its only finding. */
const A =
  'c:a a skos:Concept ; skos:prefLabel "Housing"@en, "Wohnen"@de ; skos:topConceptOf c:all ; skos:inScheme c:all .';
const B = 'c:b a skos:Concept ; skos:prefLabel "Schools"@en, "Schulen"@de ; skos:broader c:a ; skos:inScheme c:all .';
const C = 'c:c a skos:Concept ; skos:prefLabel "Health"@en, "Gesundheit"@de ; skos:broader c:b ; skos:inScheme c:all .';
const SCHEME = 'c:all a skos:ConceptScheme .';
const SOUND = [SCHEME, A, B, C];

function check(...statements: readonly string[]) {
  return checkVocabulary(PREFIXES + statements.join('\n'), 'topics.ttl');
}

function findingsOf(...statements: readonly string[]): readonly string[] {
  return check(...statements).findings.map(({ line, reason }) => (line === undefined ? reason : `${line}: ${reason}`));
}

describe('checkVocabulary', () => {
  it('finds nothing in a vocabulary that is sound, and says how large it is', () => {
    expect(check(...SOUND, 'c:b skos:altLabel "Academies"@en-GB, "Schule"@de .')).toEqual({
      findings: [],
      size: {
        concepts: 3,
        topConcepts: 1,
        labels: new Map([
          ['de', 4],
          ['en', 4],
        ]),
      },
    });
  });

  it('takes relations that are stated the other way round', () => {
    expect(
      findingsOf(
        SCHEME,
        'c:all skos:hasTopConcept c:a . c:a a skos:Concept ; skos:prefLabel "A"@en ; skos:narrower c:b .',
        'c:b a skos:Concept ; skos:prefLabel "B"@en ; skos:inScheme c:all .',
      ),
    ).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'a circle of broader concepts',
      [...SOUND, 'c:a skos:broader c:c .'],
      [expect.stringMatching(/^concept:\w → concept:\w → concept:\w → concept:\w is a circle of broader concepts\.$/)],
    ],
    [
      'a concept without any preferred label',
      [...SOUND, 'c:d a skos:Concept ; skos:broader c:a ; skos:inScheme c:all .'],
      ['concept:d must have a skos:prefLabel, but has none.'],
    ],
    [
      'a concept without a preferred label in a language of most',
      [
        ...SOUND,
        'c:d a skos:Concept ; skos:prefLabel "Sport"@en ; skos:altLabel "Turnen"@de ; skos:broader c:a ; skos:inScheme c:all .',
      ],
      ['concept:d must have a skos:prefLabel in "de", as most concepts do, but has one in "en" only.'],
    ],
    [
      'a preferred label that another concept has as alternative one',
      [...SOUND, 'c:c skos:altLabel "schulen"@de-AT .'],
      ['"Schulen"@de must be a label of one concept, but is one of concept:b, concept:c.'],
    ],
    [
      'an alternative label of two concepts, but for accents and spaces',
      [...SOUND, 'c:b skos:altLabel "Café  plan"@en . c:c skos:altLabel "cafe plan"@en .'],
      ['"Café  plan"@en must be a label of one concept, but is one of concept:b, concept:c.'],
    ],
    [
      'a label that is preferred and alternative at once',
      [...SOUND, 'c:b skos:altLabel "Schools"@en .'],
      ['concept:b must have "Schools"@en as preferred or as alternative label, but has both.'],
    ],
    [
      'an orphan',
      [...SOUND, 'c:d a skos:Concept ; skos:prefLabel "Sport"@en, "Sport"@de ; skos:inScheme c:all .'],
      ['concept:d must have a broader concept or be a top concept of a scheme, but is neither.'],
    ],
    [
      'a concept in no scheme',
      [...SOUND, 'c:d a skos:Concept ; skos:prefLabel "Sport"@en, "Sport"@de ; skos:broader c:a .'],
      ['concept:d must be in a scheme (skos:inScheme), but is in none.'],
    ],
    [
      'a concept in a scheme that there is not',
      [...SOUND, 'c:c skos:inScheme c:al .'],
      ['concept:c is in <https://hanse.example/concept/al>, which is no skos:ConceptScheme of this file.'],
    ],
    [
      'a top concept that there is not',
      [...SOUND, 'c:all skos:hasTopConcept c:d .'],
      ['<https://hanse.example/concept/d> is named as a top concept, but is no concept of this file.'],
    ],
    [
      'a file without a scheme',
      [A, B].map((concept) => concept.replace(/ ; skos:(topConceptOf|inScheme) c:all/g, '')),
      ['The file must have a skos:ConceptScheme, but has none.'],
    ],
    ['a file without a concept', [SCHEME], [expect.stringMatching(/^It has no skos:Concept\. /)]],
    [
      'a related concept that is far above',
      [...SOUND, 'c:c skos:related c:a .'],
      ['concept:c must not be skos:related to concept:a, for concept:a is broader than concept:c.'],
    ],
    [
      'a related concept that is far below',
      [...SOUND, 'c:a skos:related c:c .'],
      ['concept:a must not be skos:related to concept:c, for concept:a is broader than concept:c.'],
    ],
    [
      'a relation to no concept',
      [...SOUND, 'c:c skos:broader c:d .'],
      [
        '<https://hanse.example/concept/c> skos:broader <https://hanse.example/concept/d>: <https://hanse.example/concept/d> is no concept of this file.',
      ],
    ],
    [
      'Turtle that cannot be read, with its line',
      [...SOUND, 'c:d a skos:Concept ; skos:prefLabel "Sport@en .'],
      [expect.stringMatching(/^7: The file is not Turtle: /)],
    ],
  ])('names %s', (_, statements, findings) => {
    expect(findingsOf(...statements)).toEqual(findings);
  });

  it('names what the hub would refuse and what it would take, all at once', () => {
    const findings = findingsOf(...SOUND, 'c:a skos:broader c:c ; skos:altLabel "Schulen"@de ; skos:related c:b .');
    expect(findings).toHaveLength(3);
    expect(findings[0]).toMatch(/circle/);
    expect(findings[1]).toMatch(/must be a label of one concept/);
    expect(findings[2]).toMatch(/must not be skos:related/);
  });

  it('says nothing of the size of a file that is not Turtle', () => {
    expect(check('Housing').size).toBeNull();
  });

  it('finds nothing in the vocabulary that the hub comes with: over 600 concepts in three languages', () => {
    const file = join(__dirname, '../../../../schema/topics.ttl');
    const { findings, size } = checkVocabulary(readFileSync(file, 'utf8'), file);
    expect(findings).toEqual([]);
    expect(size?.concepts).toBeGreaterThanOrEqual(600);
    expect([...(size?.labels.keys() ?? [])]).toEqual(['de', 'en', 'nl']);
  });

  it('leaves no concept of it without a definition in each of its languages', () => {
    const file = join(__dirname, '../../../../schema/topics.ttl');
    const concepts = parseVocabulary(readFileSync(file, 'utf8'), file).concepts();
    const lacking = concepts.filter(
      ({ definitions }) =>
        definitions
          .map(({ lang }) => lang)
          .sort()
          .join() !== 'de,en,nl',
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  it('finds nothing in a vocabulary that is generated', () => {
    const { findings, size } = checkVocabulary(generateVocabulary(2_000), 'generated.ttl');
    expect(findings).toEqual([]);
    expect(size?.concepts).toBe(2_000);
    expect(Math.min(...(size?.labels.values() ?? []))).toBe(6_000);
  });
});
