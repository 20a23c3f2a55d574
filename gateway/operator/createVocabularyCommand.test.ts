import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVocabularyCommand } from './createVocabularyCommand';

const SOUND = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix c: <https://hanse.example/concept/> .
c:all a skos:ConceptScheme .
c:housing a skos:Concept ; skos:prefLabel "Housing"@en, "Wohnen"@de ; skos:topConceptOf c:all .
c:care a skos:Concept ; skos:prefLabel "Care"@en, "Pflege"@de ; skos:topConceptOf c:all .
`;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vocabulary-'));
  file = join(folder, 'topics.ttl');
});
afterEach(() => rm(folder, { recursive: true }));

/** What the command says, with the error at which it fails last. */
async function check(turtle: string): Promise<readonly string[]> {
  await writeFile(file, turtle);
  const said: string[] = [];
  try {
    await createVocabularyCommand((line) => said.push(line)).parseAsync(['check', file], { from: 'user' });
  } catch (error) {
    said.push(String(error));
  }
  return said.map((line) => line.replaceAll(file, 'topics.ttl'));
}

test('a vocabulary without a finding is described in a line', async () => {
  expect(await check(SOUND)).toEqual(['topics.ttl: 2 concepts, 2 of them at the top; labels: 2 de, 2 en.']);
});

test('every finding has a line, and the command fails', async () => {
  expect(await check(`${SOUND}c:care skos:altLabel "housing"@en ; skos:broader c:home .`)).toEqual([
    expect.stringMatching(/^topics\.ttl: .*<https:\/\/hanse\.example\/concept\/home> is no concept of this file\.$/),
    'topics.ttl: "Housing"@en must be a label of one concept, but is one of concept:housing, concept:care.',
    'topics.ttl: 2 concepts, 2 of them at the top; labels: 2 de, 3 en.',
    'Error: topics.ttl has 2 findings.',
  ]);
});

test('a syntax error is named with its line', async () => {
  expect(await check(`${SOUND}c:care skos:altLabel "nursing@en .`)).toEqual([
    expect.stringMatching(/^topics\.ttl:6: The file is not Turtle: /),
    'Error: topics.ttl has 1 finding.',
  ]);
});

test('a file that is not there is named', async () => {
  const command = createVocabularyCommand(() => undefined);
  await expect(command.parseAsync(['check', join(folder, 'other.ttl')], { from: 'user' })).rejects.toThrow(
    /other\.ttl cannot be read \(ENOENT\)/,
  );
});
