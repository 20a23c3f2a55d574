import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { readApiSchema } from './readApiSchema';
import { OwnQuestionError } from './OwnQuestionFile';
import { parseOwnQuestion } from './parseOwnQuestion';

const schema = readApiSchema();
const example = readFileSync(join(__dirname, '../../demo/questions/worth-a-visit.yaml'), 'utf8');

function problemsOf(text: string, file = 'visits.yaml'): readonly string[] {
  try {
    parseOwnQuestion(text, file, schema, new Set(['experts']));
    return [];
  } catch (error) {
    if (error instanceof OwnQuestionError) return error.problems;
    throw error;
  }
}

/** The example, with something else at a path. */
function changed(path: readonly string[], value: unknown): string {
  const document = parseDocument(example);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  return String(document);
}

const inOperation = (from: string, to: string): string => example.replace(from, to);

test('the example of the demo is a question with what its operation takes and gives', () => {
  const question = parseOwnQuestion(example, '/srv/worth-a-visit.yaml', schema, new Set());
  expect(question).toMatchObject({ name: 'worth-a-visit', pageLength: 100, title: { de: 'Einen Besuch wert' } });
  expect(question.parameters).toMatchObject([
    { name: 'text', kind: { type: 'text' }, isList: false, isRequired: true },
    { name: 'country', kind: { type: 'text' }, isList: true, isRequired: false },
  ]);
  expect(question.columns.map(({ name, type }) => [name, type])).toEqual([
    ['title', 'text'],
    ['startsOn', 'date'],
    ['topics', 'list'],
    ['city', 'text'],
    ['country', 'text'],
    ['email', 'text'],
    ['phone', 'text'],
    ['page', 'address'],
  ]);
});

test.each<[what: string, text: string, problem: string]>([
  ['no YAML', 'title: [', 'visits.yaml:1: The file is not YAML: '],
  ['no question', 'title: x', 'visits.yaml:1: title must be a text in each language: en, de and nl.'],
  ['a language less', changed(['title', 'nl'], undefined), ': title.nl must be a text.'],
  ['a word too much', changed(['script'], 'process.exit()'), ': script is not known here.'],
  ['no GraphQL', changed(['operation'], '{ programmes('), ': operation: Syntax Error: Expected Name, found <EOF>.'],
  [
    'a field that the API has not',
    inOperation('startsOn\n', 'beginsOn\n'),
    'visits.yaml:23: operation: Cannot query field "beginsOn" on type "Programme".',
  ],
  ['what writes', changed(['operation'], 'mutation { x }'), ': operation must be one query.'],
  [
    'two operations',
    inOperation('  query WorthAVisit', '  query A { alliances { id } }\n  query WorthAVisit'),
    ': operation must be one query.',
  ],
  ['a path that is not asked for', changed(['columns', 'city'], 'city.nam'), 'does not ask for nam of city.nam.'],
  ['an object for a value', changed(['columns', 'city'], 'city'), 'columns.city: city is no value, but an object.'],
  ['a column without a heading', changed(['columns', 'where'], 'city.name'), 'columns.where must have a heading'],
  ['a page of what is no id', changed(['columns', 'page'], { page: 'title' }), 'columns.page: title is no id.'],
  ['rows that are none', changed(['rows'], 'programmes'), ': rows must lead to records of a list.'],
  [
    'rows that are not asked for',
    changed(['rows'], 'programmes.edges'),
    'rows: the operation does not ask for edges of',
  ],
  [
    'a list that does not tell its cities',
    changed(['operation'], 'query ($text: String!) { concepts(text: $text) { label } }').replace(
      'rows: programmes.nodes',
      'rows: concepts',
    ),
    ': rows must lead through a list that has pages and tells which cities it rests on, as a search does.',
  ],
  [
    'no pages',
    inOperation('after: $after\n', '').replace(', $after: String', ''),
    ': operation: programmes must have after: $after, since it has pages.',
  ],
  [
    'a variable without a description',
    changed(['parameters', 'country'], undefined),
    ': The variable $country must be described below parameters.',
  ],
  [
    'a description without a variable',
    changed(['parameters', 'state'], { en: 'x', de: 'x', nl: 'x' }),
    ': parameters.state is no variable of the operation.',
  ],
  [
    'a variable that is an object',
    inOperation('$country: [String!]', '$country: ProgrammeFilter').replace(
      'filter: { openToVisitors: true, countries: $country }',
      'filter: $country',
    ),
    ': The variable $country must be a text, an id, a whole number, a truth, a choice, or a list of one of them.',
  ],
  ['an example that cannot be asked', changed(['example'], 'txt=x'), ': example: There is no parameter "txt" here.'],
  ['a page that is too long', changed(['pageLength'], 5_000), ': pageLength must be a whole number from 1 to 500.'],
])('%s is refused, with its line', (_what, text, problem) => {
  const problems = problemsOf(text);
  expect(problems.join('\n')).toContain(problem);
  for (const each of problems) expect(each).toMatch(/^visits\.yaml:\d+: /);
});

test('a file is called as an address can be, and no other question is', () => {
  expect(problemsOf(example, '/srv/Visits.yaml')).toEqual([
    expect.stringContaining('/srv/Visits.yaml:3: The name of the file must be of small letters'),
  ]);
  expect(problemsOf(example, 'experts.yaml')).toEqual([expect.stringContaining('There is a question experts already')]);
});

test('everything that is wrong is told at once', () => {
  const text = changed(['columns', 'where'], 'nowhere').replace('rows: programmes.nodes', 'rows: offers.nodes');
  expect(problemsOf(changed(['title'], 'x').replace('rows: programmes.nodes', 'rows: 5'))).toHaveLength(2);
  expect(problemsOf(inOperation('startsOn\n', 'x\n').replace('phone }', 'fax }'))).toHaveLength(2);
  expect(problemsOf(text.replace('example: text', 'example: txt'))).toHaveLength(2);
});

test('aliases of YAML that unfold into very much are refused', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`),
  ];
  expect(problemsOf(bomb.join('\n')).join()).toContain('The file is not usable YAML');
});
