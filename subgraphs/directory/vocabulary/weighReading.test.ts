import { parseVocabulary } from './parseVocabulary';

const vocabulary = parseVocabulary(
  `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix c: <https://hanse.example/concept/> .
  c:archives a skos:Concept ; skos:prefLabel "City archives"@en, "Stadtarchiv"@de ;
    skos:altLabel "history of the city"@en, "archive of the town"@en, "Museum und Archiv"@de ;
    skos:definition "Keeping what was written."@en .
  c:museums a skos:Concept ; skos:prefLabel "Museums"@en ; skos:altLabel "history collections"@en .
  c:citizen-services a skos:Concept ; skos:prefLabel "Citizen services"@en ;
    skos:altLabel "citizen centre"@en, "shorter waiting"@en, "waiting at the citizens' office"@en .
  c:senior-centres a skos:Concept ; skos:prefLabel "Centre for senior people"@en .
  c:flexible-working a skos:Concept ; skos:prefLabel "Flexible working"@en ;
    skos:altLabel "four day working"@en, "the shorter week"@en .
  c:markets a skos:Concept ; skos:prefLabel "Street markets"@en ; skos:altLabel "market day"@en, "weekly market"@en .
  c:offices a skos:Concept ; skos:prefLabel "Office space"@en ; skos:altLabel "administration"@en .
  ${['history', 'archive']
    .flatMap((word) =>
      [1, 2, 3].map((n) => `c:${word}-${n} a skos:Concept ; skos:prefLabel "${word} ${'xyz'.repeat(n)}"@en .`),
    )
    .join('\n')}
  c:libraries a skos:Concept ; skos:prefLabel "Libraries"@en ; skos:altLabel "books of Pieter"@en .
  ${[
    'sport',
    'music',
    'water',
    'roads',
    'trees',
    'schools',
    'housing',
    'health',
    'bridges',
    'tourism',
    'energy',
    'waste',
  ]
    .map((word) => `c:${word} a skos:Concept ; skos:prefLabel "${word}"@en .`)
    .join('\n')}
  `,
  'topics.ttl',
);

function understand(question: string): string {
  return vocabulary
    .read(question)
    .understood.map(({ id, label, text }) => `${id.replace('concept:', '')} (${label.text}: ${text})`)
    .join(', ');
}

describe('a question beside all that labels and definitions of a concept say', () => {
  it('HUB-535 means what has its words in several labels, none of which it is', () => {
    expect(understand('local history archive')).toBe('archives (City archives: history archive)');
  });

  it('HUB-536 names nothing by a single word of a definition, nor by words that meet in nothing', () => {
    expect(understand('keeping')).toBe('');
    expect(understand('keeping cats')).toBe('');
  });

  it('HUB-771 names nothing by two words of four that say little more than the others', () => {
    expect(understand('history archive day books')).toBe('');
  });

  it('HUB-616 takes a word that comes again for one', () => {
    expect(understand('waiting waiting tides')).toBe('');
  });

  it('HUB-537 means what explains clearly more by three words than what was read, and keeps the latter', () => {
    expect(understand('a shorter four day week in the administration')).toBe(
      'flexible-working (four day working: shorter four day week), offices (administration: administration)',
    );
  });

  it('HUB-538 leaves what a label says as a whole', () => {
    expect(understand('sport and music')).toBe('sport (sport: sport), music (music: music)');
    expect(understand('weekly market')).toBe('markets (weekly market: weekly market)');
  });

  it('HUB-539 takes no word of a name for evidence', () => {
    expect(understand('Pieter Lending')).toBe('');
  });
});
