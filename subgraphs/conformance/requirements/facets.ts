import { ContractBreachError } from '../../search/hits/readFields';
import { verifyFacets } from '../../search/facets/verifyFacets';
import type { FacetName } from '../../search/facets/verifyFacets';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import type { FoundFacets, HitsQuestion } from '../hits/askHits';
import { toPosition } from '../hits/hitChecks';
import { askFacets, anyOf, askHits } from '../hits/askHits';
import { countHits, findConcepts } from '../hits/findConcepts';
import { forEachKind } from '../hits/forEachKind';
import type { HitKind } from '../hits/HitKind';
import { hitKinds } from '../hits/HitKind';
import { MOST_RECOUNTED, recountFacets } from '../hits/recountFacets';
import { findWords } from '../hits/sampleHits';
import type { Requirement } from '../Requirement';
import type { Viewer } from '../TokenMint';

/** Concepts of each kind that are looked at closely. */
export const CONCEPTS = 3;

/** Questions by concept, and one by text. */
async function sampleQuestions(city: CityUnderCheck, kind: HitKind): Promise<readonly HitsQuestion[]> {
  const concepts = (await findConcepts(city, kind)).slice(0, CONCEPTS);
  const [found] = await findWords(city, kind);
  return [
    ...concepts.map(({ concept }) => ({ groups: [anyOf(concept)] })),
    ...(found === undefined ? [] : [{ text: found.word }]),
  ];
}

/** Compares what the facets of a question for a concept count with its records. */
export async function checkRecount(
  city: CityUnderCheck,
  kind: HitKind,
  concept: string,
  viewer: Viewer,
  isWrong: (told: number, counted: number) => boolean,
  names: readonly FacetName[] = kind.facets,
): Promise<void> {
  const recount = await recountFacets(city, kind, concept, viewer, names);
  const { lists } = await askFacets(city, kind, { groups: [anyOf(concept)], viewer }, names);
  for (const name of names) {
    const told = new Map((lists[name] ?? []).map(({ value, count }) => [value, count]));
    const counted = recount.get(name) ?? new Map<string, number>();
    for (const value of new Set([...told.keys(), ...counted.keys()])) {
      const [one, other] = [told.get(value) ?? 0, counted.get(value) ?? 0];
      if (!isWrong(one, other)) continue;
      throw new NotMetError(
        `${kind.hitsField} by ${concept} counts ${one} of ${name} ${value}, its records have ${other}`,
      );
    }
  }
}

/** The lists without their order, which is for CITY-140 to judge. */
export const sortedFacets = ({ lists }: FoundFacets): string =>
  JSON.stringify(Object.values(lists).map((counts) => counts.map(({ value, count }) => `${value} ${count}`).sort()));

export const facets: readonly Requirement[] = [
  {
    id: 'CITY-140',
    level: 'MUST',
    title:
      'count each value of a facet once, as at least one and at most all matches, those with more first, then in the order of their bytes',
    check: forEachKind(async (city, kind) => {
      let values = 0;
      for (const question of await sampleQuestions(city, kind)) {
        const { total, lists } = await askFacets(city, kind, question);
        try {
          verifyFacets(kind.facets, lists, total);
        } catch (error) {
          if (error instanceof ContractBreachError) throw new NotMetError(`${kind.hitsField}: ${error.message}`);
          throw error;
        }
        for (const [name, counts] of Object.entries(lists)) {
          const wrong = counts.find(({ value, count }, at) => {
            const before = counts[at - 1];
            return before !== undefined && (before.count < count || (before.count === count && before.value > value));
          });
          if (wrong !== undefined) throw new NotMetError(`${kind.hitsField}: ${name} has ${wrong.value} out of order`);
          values += counts.length;
        }
      }
      return `${values} values`;
    }),
  },
  {
    id: 'CITY-141',
    level: 'MUST',
    title: 'count facets over all matches, wherever the page stands',
    check: forEachKind(async (city, kind) => {
      const [{ concept, total } = { concept: '', total: 0 }] = await findConcepts(city, kind);
      const groups = [anyOf(concept)];
      const all = sortedFacets(await askFacets(city, kind, { groups }));
      const { hits } = await askHits(city, kind, { groups, first: 1 });
      const [first] = hits.map(toPosition);
      for (const page of [{ first: 1 }, { first: 1, ...(first && { after: first }) }, { first: 1, after: END }]) {
        if (sortedFacets(await askFacets(city, kind, { groups, ...page })) !== all) {
          throw new NotMetError(`${kind.hitsField} by ${concept} counts otherwise for ${JSON.stringify(page)}`);
        }
      }
      return `${concept}, of ${total} matches`;
    }),
  },
  {
    id: 'CITY-142',
    level: 'MUST',
    title: 'count in facets what the records found have: concepts by any mapping, statuses, languages, matching roles',
    check: forEachKind(async (city, kind) => {
      const concepts = await findConcepts(city, kind);
      const [largest] = concepts;
      if (largest !== undefined) {
        const { total, lists } = await askFacets(city, kind, { groups: [anyOf(largest.concept)] });
        const counted = lists.concepts?.find(({ value }) => value === largest.concept)?.count ?? 0;
        // What matches a concept has a topic that maps to it.
        if (counted !== total) {
          throw new NotMetError(`${kind.hitsField} by ${largest.concept} counts it for ${counted} of ${total} matches`);
        }
      }
      const some = concepts.filter(({ total, isExact }) => isExact && total <= MOST_RECOUNTED).slice(0, CONCEPTS);
      for (const { concept } of some) {
        await checkRecount(city, kind, concept, city.widest, (told, counted) => told !== counted);
      }
      if (some.length === 0) throw new NoEvidenceError(`each concept finds more than ${MOST_RECOUNTED}`);
      return some.map(({ concept, total }) => `${total} by ${concept}`).join(', ');
    }),
  },
  {
    id: 'CITY-143',
    level: 'MUST',
    title: 'count for strangers in facets no record that is for members',
    async check(city) {
      await city.authorization('member');
      let recounted = 0;
      for (const kind of hitKinds) {
        const forMembers = await findConcepts(city, kind).catch((error: unknown) => {
          if (error instanceof NoEvidenceError) return [];
          throw error;
        });
        const concepts = forMembers.map(({ concept }) => concept);
        const forStrangers = new Map(
          (await countHits(city, kind, concepts, 'anonymous')).map(({ concept, total }) => [concept, total]),
        );
        const some = forMembers
          .filter(
            ({ concept, total, isExact }) => isExact && forStrangers.get(concept) !== total && total <= MOST_RECOUNTED,
          )
          .slice(0, CONCEPTS);
        for (const { concept } of some) {
          // What is missing is for CITY-142 to judge.
          await checkRecount(city, kind, concept, 'anonymous', (told, counted) => told > counted);
        }
        recounted += some.length;
      }
      if (recounted === 0) throw new NoEvidenceError('no concept finds more for members than for strangers');
      return `${recounted} questions`;
    },
  },
];

/** Behind every hit. */
const END = { tier: 0, score: 0, id: '~' };
