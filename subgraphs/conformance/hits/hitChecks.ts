import { MAX_HITS } from '../../contract/bounds';
import type { Position } from '../../search/hits/Hit';
import { comparePositions } from '../../search/hits/Hit';
import { MAX_TEXT_MATCH, NARROWER_WEIGHTS } from '../../contract/scoreWeights';
import { isOwnedBy } from '../../contract/ids';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import type { Filterable } from '../records/RecordKind';
import { readReferences } from '../records/readReferences';
import type { FoundHits, HitsQuestion } from './askHits';
import { anyOf, askHits, toRequest } from './askHits';
import { findConcepts, readTopics } from './findConcepts';
import type { HitCheck } from './forEachKind';
import type { FoundHit, HitKind } from './HitKind';
import { readFilterable } from './readFilterable';
import { findWords, sampleHits } from './sampleHits';

// What is looked at in one of the searches, whatever its records are. The requirements say what of it is asked.

/** A concept and a word that no city has. */
const UNKNOWN_CONCEPT = 'concept:conformance-kit-none';
const UNKNOWN_WORD = 'qzxvkwjqxz';

/** Where a hit stands. */
export const toPosition = ({ sort, tier, score, id }: FoundHit): Position => ({ sort, tier, score, id });
export const idsOf = ({ hits }: FoundHits): readonly string[] => hits.map(({ id }) => id);
export const areEqual = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));

function firstWrongScore({ hits }: FoundHits): FoundHit | undefined {
  return hits.find(({ score, expectedScore }) => score !== expectedScore);
}

/** What rests on scores cannot be judged where they are wrong for the day itself. */
function requireScores(found: FoundHits): void {
  if (firstWrongScore(found) !== undefined)
    throw new NoEvidenceError('scores do not follow from features, see CITY-041 and CITY-131');
}

export async function expectRefusal(
  city: CityUnderCheck,
  kind: HitKind,
  question: HitsQuestion,
  what: string,
): Promise<void> {
  const { query, variables } = kind.operation(toRequest(city, question));
  const { data, errors } = await city.ask(query, { variables });
  const [error] = errors;
  if (error === undefined || data?.[kind.hitsField] != null)
    throw new NotMetError(`${kind.hitsField} answered ${what}`);
  if (error.code !== 'BAD_USER_INPUT') {
    throw new NotMetError(`${kind.hitsField} refused ${what} with the code ${error.code ?? 'null'}`);
  }
}

/** All ids that a question finds. */
export async function findAll(
  city: CityUnderCheck,
  kind: HitKind,
  question: HitsQuestion,
): Promise<ReadonlySet<string>> {
  const found = await askHits(city, kind, { ...question, first: MAX_HITS });
  if (found.total > MAX_HITS || !found.totalIsExact)
    throw new NoEvidenceError(`a question finds more than ${MAX_HITS}`);
  return new Set(idsOf(found));
}

/** The concepts all of whose hits can be read. */
export async function findWholeConcepts(city: CityUnderCheck, kind: HitKind): Promise<readonly string[]> {
  const found = await findConcepts(city, kind);
  return found.filter(({ total, isExact }) => isExact && total <= MAX_HITS).map(({ concept }) => concept);
}

/** Two concepts whose hits can be compared whole, if possible with hits in common. */
async function findPair(
  city: CityUnderCheck,
  kind: HitKind,
): Promise<{ one: string; other: string; ofOne: ReadonlySet<string>; ofOther: ReadonlySet<string> }> {
  const found: { concept: string; ids: ReadonlySet<string> }[] = [];
  for (const concept of (await findWholeConcepts(city, kind)).slice(0, 8)) {
    found.push({ concept, ids: await findAll(city, kind, { groups: [anyOf(concept)] }) });
  }
  const pairs = found.flatMap((one, at) => found.slice(at + 1).map((other) => ({ one, other })));
  const overlapping = pairs.find(
    ({ one, other }) => !areEqual(one.ids, other.ids) && [...one.ids].some((id) => other.ids.has(id)),
  );
  const pair = overlapping ?? pairs[0];
  if (pair === undefined) throw new NoEvidenceError('fewer than two concepts find something');
  const { one, other } = pair;
  return { one: one.concept, other: other.concept, ofOne: one.ids, ofOther: other.ids };
}

export const findsNothingUnknown: HitCheck = async (city, kind) => {
  for (const question of [{ groups: [anyOf(UNKNOWN_CONCEPT)] }, { text: UNKNOWN_WORD }]) {
    const { total, hits: found } = await askHits(city, kind, question);
    if (total > 0 || found.length > 0) {
      throw new NotMetError(`${kind.hitsField} finds ${total} by ${JSON.stringify(question)}`);
    }
  }
  return 'none';
};

export const givesScores: HitCheck = async (city, kind) => {
  const samples = await sampleHits(city, kind);
  for (const found of samples) {
    const wrong = firstWrongScore(found);
    if (wrong === undefined) continue;
    throw new NotMetError(`${wrong.id} has ${wrong.score}, but its features make ${wrong.expectedScore}`);
  }
  return `${samples.reduce((sum, found) => sum + found.hits.length, 0)} scores`;
};

export const ordersHits: HitCheck = async (city, kind) => {
  let count = 0;
  for (const { hits: found } of await sampleHits(city, kind)) {
    for (const [at, hit] of found.entries()) {
      const before = found[at - 1];
      if (before !== undefined && comparePositions(before, hit) >= 0) {
        throw new NotMetError(`${hit.id} (${hit.score}) stands behind ${before.id} (${before.score})`);
      }
    }
    count = Math.max(count, found.length);
  }
  return `up to ${count} hits in order`;
};

export const turnsPages: HitCheck = async (city, kind) => {
  const [{ concept, total } = { concept: '', total: 0 }] = await findConcepts(city, kind);
  if (total < 2) throw new NoEvidenceError('no concept finds two');
  const groups = [anyOf(concept)];
  const long = idsOf(await askHits(city, kind, { groups, first: Math.min(total, 60) }));
  const size = Math.ceil(long.length / 4);
  const paged: string[] = [];
  let after: Position | undefined;
  while (paged.length < long.length) {
    const page = await askHits(city, kind, { groups, first: size, ...(after && { after }) });
    if (page.hits.length === 0) break;
    paged.push(...idsOf(page));
    // Its order is for CITY-042 to judge.
    [after] = page.hits.map(toPosition).sort((a, b) => comparePositions(b, a));
  }
  if (new Set(paged).size < paged.length) throw new NotMetError(`${kind.hitsField}: pages of ${size} overlap`);
  if (!areEqual(new Set(paged.slice(0, long.length)), new Set(long))) {
    throw new NotMetError(`${kind.hitsField}: pages of ${size} are not the ${long.length} hits of one page`);
  }
  return `${long.length} hits in pages of ${size}`;
};

export const countsAll: HitCheck = async (city, kind) => {
  const [{ concept, total } = { concept: '', total: 0 }] = await findConcepts(city, kind);
  const groups = [anyOf(concept)];
  const all = await askHits(city, kind, { groups, first: MAX_HITS });
  const expected = Math.min(all.total, MAX_HITS);
  if (all.hits.length !== expected) {
    throw new NotMetError(`${kind.hitsField} counts ${all.total} and gives ${all.hits.length}`);
  }
  const [last] = [...all.hits].sort((a, b) => comparePositions(b, a));
  const behind = await askHits(city, kind, {
    groups,
    first: 1,
    ...(last && { after: toPosition(last) }),
  });
  if (total !== all.total || behind.total !== all.total) {
    throw new NotMetError(`${kind.hitsField} counts ${total}, ${all.total} and ${behind.total} for one question`);
  }
  return `${total}, on the first page and behind the last`;
};

export const boundsPages: HitCheck = async (city, kind) => {
  const [{ concept } = { concept: '' }] = await findConcepts(city, kind);
  const groups = [anyOf(concept)];
  const { hits: one } = await askHits(city, kind, { groups, first: 1 });
  if (one.length !== 1) throw new NotMetError(`${kind.hitsField} gives ${one.length} hits where 1 was asked for`);
  for (const first of [0, -1, MAX_HITS + 1]) {
    await expectRefusal(city, kind, { groups, first }, `first: ${first}`);
  }
  return '1 of 1; 0, -1 and 1002 refused';
};

export const countsFromDay: HitCheck = async (city, kind) => {
  const [{ concept } = { concept: '' }] = await findConcepts(city, kind);
  const groups = [anyOf(concept)];
  requireScores(await askHits(city, kind, { groups }));
  for (const years of [-3, 12]) {
    const day = `${Number(city.day.slice(0, 4)) + years}-03-01`;
    const wrong = firstWrongScore(await askHits(city, kind, { groups, day }));
    if (wrong === undefined) continue;
    throw new NotMetError(`on ${day}, ${wrong.id} has ${wrong.score}, but its features make ${wrong.expectedScore}`);
  }
  return 'three years ago and in twelve years';
};

export const combinesGroups: HitCheck = async (city, kind) => {
  const { one, other, ofOne, ofOther } = await findPair(city, kind);
  const union = new Set([...ofOne, ...ofOther]);
  const common = new Set([...ofOne].filter((id) => ofOther.has(id)));
  const any = await findAll(city, kind, { groups: [anyOf(one, other)] });
  if (!areEqual(any, union)) {
    throw new NotMetError(
      `${kind.hitsField}: any of ${one}, ${other} finds ${any.size}, alone they find ${union.size}`,
    );
  }
  const all = await findAll(city, kind, { groups: [anyOf(one), anyOf(other)] });
  if (!areEqual(all, common)) {
    throw new NotMetError(`${kind.hitsField}: ${one} and ${other} find ${all.size}, alone they share ${common.size}`);
  }
  return `any ${any.size}, all ${all.size}`;
};

export const weighsConcepts: HitCheck = async (city, kind) => {
  const [{ concept } = { concept: '' }] = await findConcepts(city, kind);
  requireScores(await askHits(city, kind, { groups: [anyOf(concept)] }));
  for (const weight of [...NARROWER_WEIGHTS, 1]) {
    const wrong = firstWrongScore(await askHits(city, kind, { groups: [{ terms: [{ concept, weight }] }] }));
    if (wrong === undefined) continue;
    throw new NotMetError(`weighted ${weight}, ${wrong.id} has ${wrong.score} and not ${wrong.expectedScore}`);
  }
  return `weights ${NARROWER_WEIGHTS.join(', ')} and 1`;
};

export const findsWords: HitCheck = async (city, kind) => {
  const words = (await findWords(city, kind)).slice(0, 5);
  if (words.length === 0) throw new NoEvidenceError(`no ${kind.record.typename} has a word in its name or title`);
  for (const { word, id } of words) {
    for (const text of [word, word.toUpperCase()]) {
      const found = await findAll(city, kind, { text });
      if (!found.has(id)) throw new NotMetError(`${kind.hitsField} by "${text}" does not find ${id}`);
    }
    const both = await askHits(city, kind, { text: `${word} ${UNKNOWN_WORD}` });
    if (both.total > 0) throw new NotMetError(`${kind.hitsField} finds ${both.total} by a word that none of them has`);
  }
  return words.map(({ word }) => `"${word}"`).join(', ');
};

export const findsBoth: HitCheck = async (city, kind) => {
  const [concept] = await findWholeConcepts(city, kind);
  if (concept === undefined) throw new NoEvidenceError(`each concept finds more than ${MAX_HITS}`);
  const groups = [anyOf(concept)];
  const byConcept = await findAll(city, kind, { groups });
  const words = await findWords(city, kind);
  const inBoth = words.filter(({ id }) => byConcept.has(id)).slice(0, 2);
  const text = [...inBoth, ...words.filter(({ id }) => !byConcept.has(id)).slice(0, 1)];
  if (text.length === 0) throw new NoEvidenceError('no word stands in a name or title');
  for (const { word } of text) {
    const byText = await findAll(city, kind, { text: word });
    const expected = new Set([...byConcept].filter((id) => byText.has(id)));
    const found = await findAll(city, kind, { groups, text: word });
    if (areEqual(found, expected)) continue;
    throw new NotMetError(`${kind.hitsField}: ${concept} and "${word}" find ${found.size}, not ${expected.size}`);
  }
  return `${concept} with ${text.map(({ word }) => `"${word}"`).join(', ')}`;
};

export const refusesNothing: HitCheck = async (city, kind) => {
  await expectRefusal(city, kind, {}, 'a question for nothing');
  await expectRefusal(city, kind, { text: ' ' }, 'a text without a word');
  return 'refused';
};

export const namesOwn: HitCheck = async (city, kind) => {
  let count = 0;
  for (const { hits: found } of await sampleHits(city, kind)) {
    for (const { id, topic } of found) {
      if (!isOwnedBy(city.cityId, kind.record.idType, id)) throw new NotMetError(`${kind.hitsField} finds ${id}`);
      if (topic !== null && !isOwnedBy(city.cityId, 'topic', topic)) throw new NotMetError(`${id} is by ${topic}`);
      count += 1;
    }
  }
  return `${count} ids`;
};

export const givesReasons: HitCheck = async (city, kind) => {
  let count = 0;
  for (const found of await sampleHits(city, kind)) {
    if (found.question.text === undefined) await checkConcepts(city, found);
    else checkTexts(found);
    count += found.hits.length;
  }
  return `${count} reasons`;
};

export const refusesDays: HitCheck = async (city, kind) => {
  const days = ['2026', '2026-02-30', '2026-13-01', 'today', ''];
  for (const day of days) {
    const { query, variables } = kind.operation(toRequest(city, { groups: [anyOf(UNKNOWN_CONCEPT)], day }));
    const { data } = await city.ask(query, { variables });
    if (data?.[kind.hitsField] != null) throw new NotMetError(`${kind.hitsField} answered for the day "${day}"`);
  }
  return `${days.length} refused`;
};

export const showsFeatures: HitCheck = async (city, kind) => {
  const [{ concept } = { concept: '' }] = await findConcepts(city, kind);
  const { hits: found } = await askHits(city, kind, { groups: [anyOf(concept)] });
  const some = found.filter(({ topic }) => topic === null || isOwnedBy(city.cityId, 'topic', topic)).slice(0, 100);
  const records = await readFilterable(
    city,
    kind,
    some.map(({ id }) => id),
  );
  for (const hit of some) {
    const record = records.get(hit.id);
    if (record !== undefined && !isShown(kind, record, hit)) {
      throw new NotMetError(`${hit.id} does not show ${JSON.stringify(hit.features)}`);
    }
  }
  return `${some.length} records`;
};

export const answersReferences: HitCheck = async (city, kind) => {
  const ids = [...new Set((await sampleHits(city, kind)).flatMap(idsOf))].slice(0, 500);
  const answered = await readReferences(
    city,
    ids.map((id) => ({ __typename: kind.record.typename, id })),
  );
  const hollow = ids.find((_, at) => answered[at] == null);
  if (hollow !== undefined) throw new NotMetError(`${hollow} is found, but null by reference`);
  return `${ids.length} hits`;
};

async function checkConcepts(city: CityUnderCheck, { hits: found, question }: FoundHits): Promise<void> {
  const asked = new Set((question.groups ?? []).flatMap(({ terms }) => terms.map(({ concept }) => concept)));
  const some = found.slice(0, 100);
  const ids = [...new Set(some.flatMap(({ topic }) => (topic === null ? [] : [topic])))];
  const topics = new Map((await readTopics(city, ids)).map(({ id, mappings }) => [id, mappings]));
  for (const { id, concept, mapping, topic, text } of some) {
    // Whose topics it names is for CITY-053 to judge.
    if (topic !== null && !isOwnedBy(city.cityId, 'topic', topic)) continue;
    if (concept === null || mapping === null || topic === null || text !== null) {
      throw new NotMetError(`${id} does not say by which concept, mapping and topic it matched, or says more`);
    }
    if (!asked.has(concept)) throw new NotMetError(`${id} matched ${concept}, which was not asked for`);
    const mapped = topics.get(topic)?.some((known) => known.concept === concept && known.match === mapping) ?? false;
    if (!mapped) throw new NotMetError(`${id} matched by ${topic}, which does not map to ${concept} by ${mapping}`);
  }
}

function checkTexts({ hits: found }: FoundHits): void {
  const wrong = found.find(
    ({ concept, mapping, text }) =>
      concept !== null || mapping !== null || text === null || text < 1 || text > MAX_TEXT_MATCH,
  );
  if (wrong !== undefined)
    throw new NotMetError(`${wrong.id} does not say how well, 1 to ${MAX_TEXT_MATCH}, its text matched`);
}

function isShown({ hitsField }: HitKind, record: Filterable, { features, topic }: FoundHit): boolean {
  const { since, until } = features;
  switch (hitsField) {
    case 'staffHits':
      return (record.experiences as (Filterable & { topic: { id: string } | null })[]).some(
        (experience) =>
          experience.role === features.role &&
          experience.since === since &&
          experience.until === until &&
          (experience.topic?.id ?? null) === topic,
      );
    case 'programmeHits':
      return (
        record.startsOn === since &&
        record.endsOn === until &&
        record.status === features.status &&
        record.goodPractice === features.goodPractice
      );
    case 'exchangeHits':
      return record.startsOn === since && record.endsOn === until;
    case 'offerHits':
      return true;
    case 'needHits':
      return record.status === features.status;
  }
}
