import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:care a skos:Concept ; skos:prefLabel "Pflege"@de, "Care"@en .
  c:care-workers a skos:Concept ; skos:broader c:care ; skos:prefLabel "Fachkräfte in Heimen und Diensten"@de .
  c:skilled-labour a skos:Concept ; skos:prefLabel "Anwerbung ausländischer Fachkräfte"@de .
  c:apprentices a skos:Concept ; skos:prefLabel "Ausbildung zu Fachkräften"@de .
  c:homelessness a skos:Concept ; skos:prefLabel "Wohnungslosigkeit"@de .
  c:shelters a skos:Concept ; skos:broader c:homelessness ; skos:prefLabel "Notunterkünfte"@de .
  c:homeless-women a skos:Concept ; skos:broader c:homelessness ; skos:prefLabel "Wohnungslose Frauen"@de .
  c:women-in-politics a skos:Concept ; skos:prefLabel "Frauen im Rat"@de .
  c:violence a skos:Concept ; skos:prefLabel "Gewalt gegen Frauen"@de .
  c:childcare a skos:Concept ; skos:prefLabel "Kindertagesstätten"@de ; skos:altLabel "Kita"@de .
  c:childcare-staff a skos:Concept ; skos:broader c:childcare ; skos:prefLabel "Kita-Personal"@de .
  c:housing-for-the-old a skos:Concept ; skos:prefLabel "Ouderenhuisvesting"@nl .
  c:housing a skos:Concept ; skos:prefLabel "Huisvesting"@nl .
  c:old-people a skos:Concept ; skos:prefLabel "Ouderen en dementie"@nl .
  c:roads a skos:Concept ; skos:prefLabel "Straßenbau"@de .
  c:streets a skos:Concept ; skos:prefLabel "Straßen"@de .
  c:money a skos:Concept ; skos:prefLabel "Hilfe bei Kautionen"@de .
  c:youth a skos:Concept ; skos:prefLabel "Kinder, Jugend und Familien"@de ; skos:altLabel "Jugendliche"@de, "Familien"@de, "Versammlung der Familien"@de .
  c:advice a skos:Concept ; skos:prefLabel "Rat der Familien"@de .
  c:statutes a skos:Concept ; skos:prefLabel "Satzungen"@de .
  ${Array.from({ length: 10 }, (_, n) => `c:youth-${n} a skos:Concept ; skos:broader c:youth ; skos:prefLabel "X${n}"@de .`).join('\n')}
  c:family-centres a skos:Concept ; skos:prefLabel "Zentren für Familien"@de .
  c:centre-1 a skos:Concept ; skos:prefLabel "Zentren in Dörfern"@de .
  c:centre-2 a skos:Concept ; skos:prefLabel "Zentren in Vierteln"@de .
  c:debts a skos:Concept ; skos:prefLabel "Schulden"@de .
  c:staff a skos:Concept ; skos:prefLabel "Beschäftigte"@de .
  c:staff-housing a skos:Concept ; skos:broader c:staff ; skos:prefLabel "Menschen in Werkswohnungen"@de .
  ${Array.from({ length: 24 }, (_, n) => `c:people-${n} a skos:Concept ; skos:prefLabel "Menschen Y${n}"@de .`).join('\n')}
  `,
  'topics.ttl',
);

function read(question: string): string {
  return vocabulary
    .read(question)
    .understood.map(({ id }) => id.replace('concept:', ''))
    .join(' ');
}

describe('a word that is no label', () => {
  it('says which narrower concept is meant', () => {
    expect(read('Fachkräfte für die Pflege')).toBe('care-workers');
    expect(vocabulary.read('Fachkräfte für die Pflege').understood).toMatchObject([
      { text: 'Fachkräfte für die Pflege', meets: ['concept:care'] },
    ]);
  });

  it('is about one that is below the same broader concept', () => {
    expect(read('Notunterkünfte, auch für Frauen')).toBe('shelters homeless-women');
  });

  it('HUB-613 says nothing of a narrower one where many labels have it', () => {
    expect(read('Beschäftigte in Werkswohnungen')).toBe('staff-housing');
    expect(read('Menschen als Beschäftigte')).toBe('staff');
  });

  it('HUB-614 is no subject beside one in a sentence, most words of which are about something else', () => {
    expect(read('Notunterkünfte mit Kautionen')).toBe('shelters money');
    expect(read('Wir haben uns gestern über volle Notunterkünfte und Kautionen unterhalten')).toBe('shelters');
    expect(read('Wir haben uns über volle Notunterkünfte gestern mit Frauen unterhalten')).toBe('shelters');
  });

  it('names a concept where it is rare, in a question of which most is known', () => {
    expect(read('Wie macht ihr das mit Kautionen?')).toBe('money');
    expect(read('Bratwurst und Senf ohne Kautionen')).toBe('');
    expect(read('Wer hilft bei Kautionen und mit Schulden?')).toBe('debts money');
    expect(read('Schulden und Fachkräfte')).toBe('debts');
  });
});

describe('the words of labels', () => {
  it('stand for each other where they are labels of one concept', () => {
    expect(read('Personal der Kindertagesstätte')).toBe('childcare-staff');
  });

  it('do not stand for each other where the concept lists several things', () => {
    expect(read('Zentren für Jugendliche')).not.toContain('family-centres');
  });

  it('are taken apart as those of questions are', () => {
    expect(read('huisvesting van ouderen')).toBe('housing-for-the-old');
  });
});

describe('a compound that no label has', () => {
  it('is about a part that is known, and no typo of what is two letters away', () => {
    expect(read('Straßenbäume')).toBe('streets');
    expect(read('Straßnbau')).toBe('roads');
  });
});

describe('a question with words around its subject', () => {
  it.each([
    ['Wir suchen jemanden, der uns etwas zu Notunterkünften sagen kann', 'shelters'],
    ['Habt ihr gute Ideen zur Pflege?', 'care'],
    ['We are looking for somebody who knows about care', 'care'],
    ['Wij zoeken iemand die ons iets over huisvesting kan vertellen', 'housing'],
  ])('"%s" is about %s', (question, concept) => {
    expect(read(question)).toBe(concept);
    expect(vocabulary.read(question)).toMatchObject({ unread: [], vague: [] });
  });

  it('has broad subjects behind the others', () => {
    expect(read('Jugendliche mit Schulden')).toBe('debts youth');
  });

  it('HUB-620 has a broad subject first where words name it together of which one names another subject, too', () => {
    expect(read('Rat für eine Versammlung der Familien')).toBe('youth advice');
    expect(read('Rat der Familien')).toBe('advice');
  });

  it('HUB-620 has a word for the kind of a thing behind the thing', () => {
    expect(read('Satzung gegen Schulden')).toBe('debts statutes');
    expect(read('Satzung')).toBe('statutes');
  });
});
