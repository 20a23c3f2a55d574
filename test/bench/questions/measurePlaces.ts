import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { createPlaceReader } from '../../../subgraphs/directory/places/createPlaceReader';
import type { PlaceReading } from '../../../subgraphs/directory/places/createPlaceReader';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { readText } from '../../../subgraphs/search/question/readText';
import type { Figure, Measurement } from '../Bench';
import { figure } from '../figures';
import { QUESTION_SETS, readAskedQuestions } from './AskedQuestion';
import type { AskedQuestion } from './AskedQuestion';

const ROOT = path.join(__dirname, '..', '..', '..');
const VOCABULARY = path.join(ROOT, 'schema', 'topics.ttl');
const NETWORK = path.join(ROOT, 'gateway', 'demo', 'network.yaml');

interface Answered extends AskedQuestion {
  /** As `cities` and `ignored` of the question; names as they are told, and those that are ignored beside a subject. */
  readonly found: { readonly cities: string; readonly names: readonly string[]; readonly ignored: string };
}

/** Takes the places of the demo's network out of questions. */
export async function createDemoPlaces(): Promise<(question: string) => PlaceReading> {
  const network = parseNetwork(await readFile(NETWORK, 'utf8'), NETWORK);
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const read = createPlaceReader(vocabulary);
  return (question) => read(question, network);
}

/** Which places and names of questions are taken for what they are, by kind, and how often one is seen where there is none. */
export async function measurePlaces(): Promise<Measurement> {
  const vocabulary = parseVocabulary(await readFile(VOCABULARY, 'utf8'), VOCABULARY);
  const places = await createDemoPlaces();
  const answer = (asked: AskedQuestion): Answered => {
    const reading = places(asked.question);
    const { understood, ignored } = readText(asked.question, reading, vocabulary);
    const meant = reading.mentions.filter(({ isExcluded }) => !isExcluded);
    const ids = meant.flatMap((mention) => mention.places.map(({ id }) => id));
    const told = [...understood, ...ignored];
    return {
      ...asked,
      found: {
        cities: ids.sort().join('/'),
        names: told.flatMap((part) => (!('kind' in part) || part.kind === 'NAME' ? [part.text] : [])),
        ignored: reading.unknown.join('/'),
      },
    };
  };
  const sets = Object.entries(QUESTION_SETS).map(
    ([name, file]) => [name, readAskedQuestions(file).map(answer)] as const,
  );
  for (const [set, answered] of sets) {
    for (const { kind, question, found } of answered.filter((each) => !isRight(each))) {
      process.stderr.write(`missed: ${set} ${kind} "${question}", found ${JSON.stringify(found)}\n`);
    }
  }
  return {
    rows: sets.map(([name, answered]) => ({
      target: `places and names in questions: ${name}`,
      misses: answered.filter((each) => !isRight(each)),
    })),
    figures: sets.flatMap(([name, answered]) => figuresOf(name, answered)),
  };
}

function figuresOf(name: string, answered: readonly Answered[]): readonly Figure[] {
  const percent = (what: string, group: readonly Answered[], holds: (each: Answered) => boolean) =>
    group.length === 0 ? [] : [figure(`${name}: ${what}`, '%', [(100 * group.filter(holds).length) / group.length])];
  const byKind = [...new Set(answered.map(({ kind }) => kind))].flatMap((kind) => {
    const ofKind = answered.filter((each) => each.kind === kind && hasPlaceOrName(each));
    return percent(`places and names of ${kind.toLowerCase().replaceAll('_', ' ')} right`, ofKind, isRight);
  });
  return [
    ...percent(
      'places right',
      answered.filter(({ cities }) => cities.length > 0),
      areCitiesRight,
    ),
    ...percent(
      'names right',
      answered.filter(({ names }) => names !== ''),
      areNamesRight,
    ),
    ...percent(
      'places that are not in the network told',
      answered.filter(({ ignored }) => ignored !== ''),
      isIgnoredRight,
    ),
    ...percent(
      'a place where there is none',
      answered.filter(({ cities, ignored }) => cities.length === 0 && ignored === ''),
      ({ found }) => found.cities !== '' || found.ignored !== '',
    ),
    ...byKind,
  ];
}

function hasPlaceOrName({ cities, names, ignored }: Answered): boolean {
  return cities.length > 0 || names !== '' || ignored !== '';
}

function isRight(answered: Answered): boolean {
  return areCitiesRight(answered) && areNamesRight(answered) && isIgnoredRight(answered);
}

function areCitiesRight({ cities, found }: Answered): boolean {
  return found.cities === [...cities].sort().join('/');
}

function areNamesRight({ names, found }: Answered): boolean {
  return names === '' || found.names.includes(names);
}

function isIgnoredRight({ ignored, found }: Answered): boolean {
  return found.ignored === ignored;
}
