import type { Texts } from './Texts';

export const english: Texts = {
  language: 'en',
  languageName: 'English',

  tagline: 'Cities find each other’s experience',
  introduction:
    'Ask in your own words, in German, English or Dutch. The answer comes live from the cities’ own servers.',
  skipToResults: 'Skip to the results',
  languages: 'Language',
  question: 'What do you want to know about?',
  questionHint:
    'A subject is enough. Words that name no subject the network knows are sent to the cities as you wrote them.',
  searchFor: 'Look for',
  kinds: { experts: 'Experts', programmes: 'Programmes', exchanges: 'Exchanges between cities' },
  submit: 'Search',
  forExample: 'For example',
  examples: [
    { kind: 'experts', text: 'housing action plans' },
    { kind: 'exchanges', text: 'reception of refugees' },
    { kind: 'programmes', text: 'cooperation with civil society' },
  ],
  onlyCities: (names) => `Only in these cities: ${names}`,
  onlyAlliances: (names) => `Only in these alliances: ${names}`,
  footer: 'This page runs no scripts, sets no cookies and loads nothing from other servers.',

  found: (kind, count) =>
    ({
      experts: `${count} ${count === 1 ? 'expert' : 'experts'} found`,
      programmes: `${count} ${count === 1 ? 'programme' : 'programmes'} found`,
      exchanges: `${count} ${count === 1 ? 'exchange' : 'exchanges'} found`,
    })[kind],
  noneFound: {
    experts: 'No experts found',
    programmes: 'No programmes found',
    exchanges: 'No exchanges found',
  },
  noneFoundHint: 'Try a more general word, or look for something else above.',
  understoodAs: 'Understood as',
  whyFound: 'Why found',
  why: (match, topic, concept) => {
    const own = topic === undefined ? 'its topic' : `the city’s topic “${topic}”`;
    const asked = concept === undefined ? 'what you asked for' : `“${concept}”`;
    return {
      EXACT: `${own} means ${asked}`,
      CLOSE: `${own} is close to ${asked}`,
      NARROWER: `${own} is part of ${asked}`,
      BROADER: `${own} is broader than ${asked}`,
      TEXT: 'your words stand in the text',
    }[match];
  },
  score: 'Score',
  scoreOf: (score) => `Score ${score} of 1000`,
  roles: { LED: 'led', WORKED: 'worked', HOSTED: 'hosted', ADVISED: 'advised', TOOK_PART: 'took part' },
  staffKinds: { PERSON: 'Person', POST: 'Post', UNIT: 'Unit' },
  statuses: { PLANNED: 'planned', ACTIVE: 'running', COMPLETED: 'completed', DISCONTINUED: 'discontinued' },
  exchangeKinds: {
    STUDY_VISIT: 'Study visit',
    EXPERT_EXCHANGE: 'Expert exchange',
    DIALOGUE_EVENT: 'Dialogue event',
    NETWORK_MEETING: 'Network meeting',
    PEER_REVIEW: 'Peer review',
  },
  since: (date) => `since ${date}`,
  until: (date) => `until ${date}`,
  goodPractice: 'Good practice',
  openToVisitors: 'Open to visitors',
  languagesSpoken: 'Languages',
  contact: 'Contact',
  webPage: 'Web page',
  publishedBy: (city) => `Published by ${city}`,
  host: 'Host',
  guests: 'Guests',
  partners: 'Partners',
  participants: (count, approximate) =>
    `${approximate ? 'about ' : ''}${count} ${count === 1 ? 'participant' : 'participants'}`,
  days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`,
  inProgramme: 'Programme',
  source: 'Source',
  detailsMissing: 'This record’s city could not be reached for the details.',

  coverage: 'What this answer rests on',
  coverageOf: (answered, asked) =>
    asked === 1
      ? `1 city could match and was asked; ${answered === 1 ? 'it answered' : 'it did not answer in full'}.`
      : `${asked} cities could match and were asked; ${answered === asked ? 'all' : answered} answered in full.`,
  coverageComplete: 'The answer is complete.',
  coverageIncomplete: 'The answer is not complete.',
  nothingAsked: 'No city was asked.',
  notAsked: (count) => `${count} further ${count === 1 ? 'city was' : 'cities were'} not asked.`,
  cityStatuses: {
    PARTIAL: (names) => `Answered in part: ${names}.`,
    TIMED_OUT: (names) => `Did not answer in time: ${names}.`,
    UNREACHABLE: (names) => `Could not be reached: ${names}.`,
    REFUSED: (names) => `Refused to answer: ${names}.`,
    INVALID: (names) => `Gave an answer that could not be used: ${names}.`,
  },
  withheld: (names) => `Has more for signed-in members of the network: ${names}.`,

  furtherUse: 'Use this result',
  firstPage: 'First page',
  nextPage: 'Next page',
  asCsv: 'All as a table (CSV)',
  inExplorer: 'The same query in the explorer',

  badQuestion: 'This question cannot be answered',
  repeatedParameter: (name) => `“${name}” may be given only once.`,
  tooLong: (name) => `“${name}” is too long.`,
  unknownValue: (name) => `“${name}” has a value that is not known.`,
  hubSays: 'The hub says:',
  hubFailed: 'The hub could not answer',
  hubFailedHint: 'Please try again in a moment.',

  explorerTitle: 'Explorer',
  explorerIntroduction: 'Write GraphQL, press Ctrl-Enter, read the answer.',
  explorerExamples: 'Example queries',
  explorerNeedsScript: 'The explorer needs JavaScript. The search works without.',
  backToSearch: 'Back to the search',

  columns: {
    who: 'Who',
    city: 'City',
    topic: 'Topic',
    role: 'Role',
    programme: 'Programme',
    years: 'Years',
    score: 'Score',
    status: 'Status',
    exchange: 'Exchange',
    publisher: 'Published by',
    host: 'Host',
    guests: 'Guests',
    participants: 'People',
  },
  goOn: 'More with the same question and:',
};
