'use strict';

// Everything that the city of Altstadt has, which is invented. Ids, topics, staff and programmes are named by their keys.

const topics = [
  topic('housing', 'Wohnungspolitik', 'Housing policy', ['EXACT_MATCH', 'concept:housing-plan']),
  topic(
    'homeless',
    'Wohnungslosigkeit',
    'Homelessness',
    ['CLOSE_MATCH', 'concept:homelessness'],
    ['BROAD_MATCH', 'concept:housing-plan'],
  ),
  topic('volunteers', 'Ehrenamt', 'Volunteering', ['NARROW_MATCH', 'concept:volunteering']),
  topic('ice', 'Eissporthalle', 'Ice rink', ['EXACT_MATCH', 'concept:sports']),
  topic('archive', 'Stadtarchiv', 'Town archive'),
];

const staff = [
  person(
    '1',
    'Anna Ahrens',
    ['de', 'en'],
    work('housing', 'LED', '2019-04', null, 'plan'),
    work('homeless', 'ADVISED', '2015', '2016'),
  ),
  person('2', 'Bodo Böhm', ['de-AT'], work('housing', 'WORKED', '2021', '2023-06-30', 'plan')),
  person(
    '3',
    'Clara Cordes',
    ['nl'],
    work('housing', 'HOSTED', null, '2022-10'),
    work('volunteers', 'LED', '2024-01', null),
  ),
  person('4', 'Detlef Diehl', [], work('homeless', 'TOOK_PART', null, null)),
  person(
    '5',
    'Elif Ersoy',
    ['de'],
    work('homeless', 'LED', '2012', '2014'),
    work('housing', 'ADVISED', '2014', null, 'shelter'),
  ),
  { ...person('6', 'Amt für Wohnen', ['de'], work('housing', 'LED', '2005', null)), kind: 'UNIT' },
  {
    ...person('7', 'Leitstelle Ehrenamt', ['de'], work('volunteers', 'WORKED', '2018-09-01', '2026-12')),
    kind: 'POST',
  },
  { ...person('8', 'Fritz Fuchs', ['de'], work('volunteers', 'TOOK_PART', '2022', '2022')) },
  { ...person('n1', 'Nora Netz', ['de'], work('housing', 'LED', '2023', null, 'talks')), visibility: 'NETWORK' },
  { ...person('n2', 'Nils Nagel', ['en'], work('volunteers', 'ADVISED', '2020', '2021')), visibility: 'NETWORK' },
  { ...person('i1', 'Ida Intern', ['de'], work('housing', 'LED', '2024', null, 'plan')), visibility: 'INTERNAL' },
];

const programmes = [
  programme('plan', 'Handlungsplan Wohnen', 'ACTIVE', '2020-01', null, ['housing'], ['1', '2', 'n1', 'i1'], {
    goodPractice: true,
    openToVisitors: true,
    adaptedFromId: 'neustadt:programme:plan',
    costs: [{ amount: '120000.50', currency: 'EUR', period: 'YEARLY', scope: 'TOTAL', note: null }],
    documents: [
      { title: 'Der Plan', url: 'https://altstadt.example/plan.pdf', language: 'de', publishedOn: '2020-03' },
    ],
    partners: [{ name: 'Mieterverein Altstadt', kind: 'CIVIL_SOCIETY', url: null }],
    funding: [{ kind: 'STATE', programme: null, funder: 'Land Altland', amount: null, currency: null }],
    results: [{ indicator: 'Neue Wohnungen', value: '120' }],
    targetGroups: ['Haushalte mit wenig Geld'],
  }),
  programme('shelter', 'Notunterkunft am Hafen', 'COMPLETED', '2014', '2018-05-31', ['homeless'], ['5', '4']),
  programme('pool', 'Freiwilligenpool', 'PLANNED', '2027', null, ['volunteers'], ['7', 'n2'], {
    openToVisitors: false,
  }),
  programme('app', 'Mängelmelder', 'DISCONTINUED', null, '2021-02', ['archive', 'volunteers'], []),
  programme('scan', 'Digitaler Lesesaal', null, null, null, ['archive', 'housing'], ['6']),
  {
    ...programme('talks', 'Vertrauliche Gespräche', 'ACTIVE', '2025-02', null, ['housing'], ['1', 'n1']),
    adaptedFromId: 'neustadt:programme:plan',
    visibility: 'NETWORK',
  },
  { ...programme('cuts', 'Sparliste', 'PLANNED', '2027', null, ['housing'], ['i1', '1']), visibility: 'INTERNAL' },
];

const exchanges = [
  exchange(
    'visit',
    'STUDY_VISIT',
    'Besuch aus Neustadt',
    '2024-05-13',
    '2024-05-15',
    ['housing', 'homeless'],
    ['plan', 'cuts'],
  ),
  exchange('talk', 'DIALOGUE_EVENT', 'Gespräch über das Ehrenamt', '2019', null, ['volunteers'], ['pool', 'talks']),
  exchange('round', 'NETWORK_MEETING', 'Fachrunde Wohnen', null, null, ['housing'], []),
  {
    ...exchange('closed', 'PEER_REVIEW', 'Geschlossene Runde', '2025-11', null, ['housing', 'homeless'], ['talks']),
    visibility: 'NETWORK',
  },
];

const needs = [
  { ...plain('1', 'Wer kennt Housing First?', ['homeless']), status: 'OPEN' },
  { ...plain('2', 'Neue Wege ins Ehrenamt', ['volunteers', 'homeless']), status: 'MET' },
  { ...plain('3', 'Vorbilder für Baugruppen', ['housing']), status: null },
  { ...plain('n1', 'Umgang mit Kürzungen', ['housing']), status: 'OPEN', visibility: 'NETWORK' },
];

const offers = [
  { ...plain('1', 'Führung durch die Notunterkunft', ['homeless']), kind: 'VISIT', programmes: ['shelter'] },
  { ...plain('2', 'Ein Vortrag vom Plan', ['housing']), kind: 'TALK', languages: ['de'], programmes: ['plan'] },
  { ...plain('3', 'Rat zu Freiwilligen in Heimen', ['volunteers', 'homeless']), kind: 'ADVICE', programmes: ['talks'] },
  {
    ...plain('n1', 'Hospitieren im Wohnungsamt', ['housing']),
    kind: 'WORK_SHADOWING',
    programmes: ['plan'],
    visibility: 'NETWORK',
  },
  { ...plain('i1', 'Interne Sprechstunde', ['housing']), kind: 'ADVICE', programmes: [], visibility: 'INTERNAL' },
];

function topic(key, de, en, ...mappings) {
  return { key, labels: { de, en }, mappings: mappings.map(([match, concept]) => ({ match, concept })) };
}

function plain(key, title, topicKeys) {
  return { key, visibility: 'PUBLIC', title, summary: null, source: 'Invented', topics: topicKeys };
}

function person(key, name, languages, ...experiences) {
  const contact = { email: `office${key}@altstadt.example`, phone: null, url: null };
  return {
    key,
    visibility: 'PUBLIC',
    kind: 'PERSON',
    name,
    role: null,
    department: null,
    languages,
    contact,
    experiences,
  };
}

function work(topicKey, role, since, until, programmeKey = null) {
  return { topic: topicKey, role, since, until, summary: null, source: null, programme: programmeKey };
}

function programme(key, title, status, startsOn, endsOn, topicKeys, staffKeys, more = {}) {
  const rest = { goodPractice: false, openToVisitors: null, partners: [], documents: [], ...more };
  return { ...plain(key, title, topicKeys), status, startsOn, endsOn, staff: staffKeys, ...rest };
}

function exchange(key, kind, title, startsOn, endsOn, topicKeys, programmeKeys) {
  const people = { durationDays: null, participants: 12, participantsApproximate: true, partners: [] };
  const cities = { hostId: 'altstadt', guestIds: ['neustadt'] };
  return { ...plain(key, title, topicKeys), kind, startsOn, endsOn, programmes: programmeKeys, ...people, ...cities };
}

module.exports = {
  records: { topic: topics, staff, programme: programmes, exchange: exchanges, need: needs, offer: offers },
};
