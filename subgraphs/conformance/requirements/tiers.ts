import { MAX_HITS } from '../../contract/bounds';
import { MAX_ASPECTS, MAX_LIFT, MAX_LIFT_LENGTH } from '../../contract/tiers';
import type { Position } from '../../search/hits/Hit';
import { comparePositions } from '../../search/hits/Hit';
import type { Tiers } from '../../search/question/Tiers';
import { partsOfTiers } from '../../composing/partsOfTiers';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf, askFacets, askHits } from '../hits/askHits';
import type { FoundHits, HitsQuestion } from '../hits/askHits';
import { findConcepts } from '../hits/findConcepts';
import type { HitCheck } from '../hits/forEachKind';
import { forEachKind } from '../hits/forEachKind';
import { expectRefusal, findAll, idsOf, toPosition } from '../hits/hitChecks';
import type { HitKind } from '../hits/HitKind';
import { findWords } from '../hits/sampleHits';
import { readContract } from '../readContract';
import { findHidden } from '../records/findHidden';
import type { Requirement } from '../Requirement';
import type { Viewer } from '../TokenMint';
import { expectServed } from '../readServed';
import { searchesOf } from './contract';
import { sortedFacets } from './facets';

// What makes tiers came with contract 1.1, for all searches at once. Of a city that serves a part of it nothing is asked.

/** Concepts of which pairs are made. */
const CONCEPTS = 6;
const UNKNOWN_WORD = 'qzxvkwjqxz';

/** A question whose hits stand in tiers, and which records have what makes these: the searches for each alone say so. */
interface Sample {
  /** The same without tiers. */
  readonly plain: HitsQuestion;
  readonly question: HitsQuestion;
  readonly having: readonly ReadonlySet<string>[];
}

const matchedBy = ({ having }: Sample, id: string): readonly number[] =>
  having.flatMap((ids, number) => (ids.has(id) ? [number] : []));
const hasBoth = ({ having: [one, other] }: Sample, id: string): boolean =>
  one?.has(id) === true && other?.has(id) === true;

/** Questions by two concepts, in common with as many records as possible, and by a word. */
async function makeSamples(
  city: CityUnderCheck,
  kind: HitKind,
  viewer?: Viewer,
  isWanted: (id: string) => boolean = () => true,
): Promise<readonly Sample[]> {
  const concepts = (await findConcepts(city, kind))
    .filter(({ total, isExact }) => isExact && total <= MAX_HITS)
    .slice(0, CONCEPTS);
  const sets: (readonly [concept: string, ids: ReadonlySet<string>])[] = [];
  for (const { concept } of concepts) {
    sets.push([concept, await findAll(city, kind, { groups: [anyOf(concept)] })]);
  }
  const pairs = sets.flatMap(([one, ofOne], at) =>
    sets.slice(at + 1).map(([other, ofOther]) => ({
      concepts: [one, other] as const,
      common: [...ofOne].filter((id) => ofOther.has(id) && isWanted(id)).length,
      isWanted: [...ofOne, ...ofOther].some(isWanted),
      apart: [...ofOne].filter((id) => !ofOther.has(id)).length + [...ofOther].filter((id) => !ofOne.has(id)).length,
    })),
  );
  const [pair] = pairs
    .filter((one) => one.isWanted)
    .sort((a, b) => Number(b.apart > 0) - Number(a.apart > 0) || b.common - a.common);
  if (pair === undefined) throw new NoEvidenceError('no two concepts find records by which it can be told');
  const [one, other] = pair.concepts;
  const as = viewer && { viewer };
  const found = await findAll(city, kind, { groups: [anyOf(one, other)], ...as });
  const words = await findWords(city, kind);
  const { word } = words.find(({ id }) => found.has(id)) ?? { word: UNKNOWN_WORD };
  const tiers: Tiers = {
    aspects: [one, other].map((concept) => ({ named: concept, terms: anyOf(concept).terms })),
    near: [],
    lift: [word.toLowerCase(), UNKNOWN_WORD],
  };
  const having = [
    await findAll(city, kind, { groups: [anyOf(one)], ...as }),
    await findAll(city, kind, { groups: [anyOf(other)], ...as }),
    await findAll(city, kind, { text: word, ...as }),
  ];
  return [{ groups: [anyOf(one, other)] }, { text: word }].map((asked) => {
    const plain = { ...asked, first: MAX_HITS, ...as };
    return { plain, question: { ...plain, tiers }, having };
  });
}

/** A check of what makes tiers in all searches, of those cities alone that serve it. */
function ofTiers(check: HitCheck): Requirement['check'] {
  return async (city) => {
    await expectServed(city, ...partsOfTiers(readContract().schema));
    return forEachKind(check, await searchesOf(city))(city);
  };
}

/** Runs for each sample of a search, and counts the hits. */
function forEachSample(
  check: (city: CityUnderCheck, kind: HitKind, sample: Sample, found: FoundHits) => Promise<void> | void,
): Requirement['check'] {
  return ofTiers(async (city, kind) => {
    let count = 0;
    for (const sample of await makeSamples(city, kind)) {
      const found = await askHits(city, kind, sample.question);
      await check(city, kind, sample, found);
      count += found.hits.length;
    }
    return `${count} hits`;
  });
}

export const tiers: readonly Requirement[] = [
  {
    id: 'CITY-157',
    level: 'MUST',
    title: 'find and count the same whatever `aspects` and `lift` say',
    check: forEachSample(async (city, kind, { plain, question }, tiered) => {
      const found = await askHits(city, kind, plain);
      const [ids, others] = [found, tiered].map((one) => JSON.stringify([...idsOf(one)].sort()));
      if (ids !== others || found.total !== tiered.total) {
        throw new NotMetError(`${kind.hitsField} finds ${found.total}, and in tiers ${tiered.total}`);
      }
      if (kind.facets.length === 0) return;
      const [counts, otherCounts] = [
        sortedFacets(await askFacets(city, kind, plain)),
        sortedFacets(await askFacets(city, kind, question)),
      ];
      if (counts !== otherCounts) throw new NotMetError(`${kind.hitsField} counts other facets in tiers`);
    }),
  },
  {
    id: 'CITY-158',
    level: 'MUST',
    title:
      'say in `matched` which of the aspects a record has by any of its topics, and which of the words stand in its text',
    check: forEachSample((_, kind, sample, { hits }) => {
      for (const { id, matched } of hits) {
        const [said, expected] = [matched, matchedBy(sample, id)].map((numbers) => JSON.stringify(numbers));
        if (said === expected) continue;
        throw new NotMetError(`${kind.hitsField} says that ${id} has ${said}, and finds it by ${expected} alone`);
      }
    }),
  },
  {
    id: 'CITY-159',
    level: 'MUST',
    title: 'order hits by how many numbers their `matched` has, most first, then as without tiers, none twice',
    check: forEachSample((_, _kind, _sample, { hits }) => {
      for (const [at, hit] of hits.entries()) {
        const before = hits[at - 1];
        if (before === undefined || comparePositions(before, hit) < 0) continue;
        throw new NotMetError(`${hit.id} (tier ${hit.tier}) stands behind ${before.id} (tier ${before.tier})`);
      }
    }),
  },
  {
    id: 'CITY-160',
    level: 'MUST',
    title: 'continue a list of hits in tiers behind a position with its `tier`, so that pages make one long page',
    check: forEachSample(async (city, kind, { question }, { hits }) => {
      const size = Math.max(1, Math.ceil(hits.length / 4));
      const paged: string[] = [];
      let after: Position | undefined;
      while (paged.length < hits.length) {
        const page = await askHits(city, kind, { ...question, first: size, ...(after && { after }) });
        if (page.hits.length === 0) break;
        paged.push(...idsOf(page));
        // Its order is for CITY-159 to judge.
        [after] = page.hits.map(toPosition).sort((a, b) => comparePositions(b, a));
      }
      if (new Set(paged).size < paged.length) throw new NotMetError(`${kind.hitsField}: pages of ${size} overlap`);
      if (hits.some(({ id }) => !paged.includes(id))) {
        throw new NotMetError(`${kind.hitsField}: pages of ${size} are not the ${hits.length} hits of one page`);
      }
    }),
  },
  {
    id: 'CITY-161',
    level: 'MUST',
    title: 'count in `totalMatchingAll` the matches that have all aspects, wherever the page stands',
    check: forEachSample(async (city, kind, sample, { hits, totalMatchingAll }) => {
      const expected = hits.filter(({ id }) => hasBoth(sample, id)).length;
      const [last] = hits.map(toPosition).sort((a, b) => comparePositions(b, a));
      const behind = await askHits(city, kind, { ...sample.question, first: 1, ...(last && { after: last }) });
      for (const told of [totalMatchingAll, behind.totalMatchingAll]) {
        if (told !== expected)
          throw new NotMetError(`${kind.hitsField} counts ${told} with all aspects of ${expected}`);
      }
    }),
  },
  {
    id: 'CITY-162',
    level: 'MUST',
    title: 'refuse more than five aspects or five words, and what is no single word of at most 100 characters',
    check: ofTiers(async (city, kind) => {
      const [{ concept } = { concept: '' }] = await findConcepts(city, kind);
      const aspect = { named: concept, terms: anyOf(concept).terms };
      const refused: readonly (readonly [string, Tiers])[] = [
        ['six aspects', { aspects: new Array(MAX_ASPECTS + 1).fill(aspect), near: [], lift: [] }],
        ['six words', { aspects: [], near: [], lift: new Array(MAX_LIFT + 1).fill('word') }],
        ['a word of 101 characters', { aspects: [], near: [], lift: ['a'.repeat(MAX_LIFT_LENGTH + 1)] }],
        ['two words in one', { aspects: [], near: [], lift: ['two words'] }],
      ];
      for (const [what, asked] of refused) {
        await expectRefusal(city, kind, { groups: [anyOf(concept)], tiers: asked }, what);
      }
      return `${refused.length} refused`;
    }),
  },
  {
    id: 'CITY-163',
    level: 'MUST',
    title: 'neither find, nor count in `totalMatchingAll`, nor lift for strangers what is for members',
    check: ofTiers(async (city, kind) => {
      const hidden = new Set((await findHidden(city)).map(({ id }) => id));
      for (const sample of await makeSamples(city, kind, 'anonymous', (id) => hidden.has(id))) {
        const { hits, totalMatchingAll } = await askHits(city, kind, sample.question);
        const leaked = hits.find(({ id }) => hidden.has(id));
        if (leaked !== undefined) throw new NotMetError(`${kind.hitsField} finds ${leaked.id} for strangers`);
        // What is missing is for CITY-161 to judge.
        const shown = hits.filter(({ id }) => hasBoth(sample, id)).length;
        if ((totalMatchingAll ?? 0) > shown) {
          throw new NotMetError(`${kind.hitsField} counts ${totalMatchingAll} for strangers, and shows ${shown}`);
        }
      }
      return 'two questions';
    }),
  },
];
