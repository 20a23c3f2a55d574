import { NoEvidenceError, NotMetError } from '../checkErrors';
import { countHits, readMappedConcepts, isAsCounted } from '../hits/findConcepts';
import { newFilters } from '../hits/filterChecks';
import { allOf } from '../hits/forEachKind';
import type { HitCheck } from '../hits/forEachKind';
import * as checks from '../hits/hitChecks';
import { needHitKind } from '../hits/HitKind';
import { findHidden } from '../records/findHidden';
import type { Requirement } from '../Requirement';
import { expectServed } from '../readServed';
import { countedFor, readSummary } from './summary';
import { checkHidden } from './visibility';

// What is asked of the other searches one by one, of the search among needs, which came with contract 1.1.

const CONCEPTS = 60;

function ofNeeds(...of: readonly HitCheck[]): Requirement['check'] {
  const check = allOf(needHitKind, ...of);
  return async (city) => {
    await expectServed(city, 'Query.needHits', 'Need.status');
    return check(city);
  };
}

export const needHits: readonly Requirement[] = [
  {
    id: 'CITY-192',
    level: 'MUST',
    title: 'find the needs that have a concept of every group and all words, and pass the filter, and no other',
    check: ofNeeds(checks.findsNothingUnknown, checks.combinesGroups, newFilters, checks.findsWords, checks.findsBoth),
  },
  {
    id: 'CITY-193',
    level: 'MUST',
    title:
      'score a need by how well it matches and whether it is open, and order those found by score, highest first, then by id byte by byte, none twice',
    check: ofNeeds(
      checks.givesScores,
      checks.weighsConcepts,
      checks.givesReasons,
      checks.showsFeatures,
      checks.ordersHits,
    ),
  },
  {
    id: 'CITY-194',
    level: 'MUST',
    title: 'continue a list of needs found behind a position, count all of them on every page, and bound each page',
    check: ofNeeds(checks.turnsPages, checks.countsAll, checks.boundsPages, checks.refusesNothing, checks.refusesDays),
  },
  {
    id: 'CITY-195',
    level: 'MUST',
    title: 'find needs and name topics of its own, and answer references to every need that it finds',
    check: ofNeeds(checks.namesOwn, checks.answersReferences),
  },
  {
    id: 'CITY-196',
    level: 'MUST',
    title: 'neither find nor count for strangers a need that is for members',
    async check(city) {
      await expectServed(city, 'Query.needHits');
      const hidden = (await findHidden(city)).filter(({ typename }) => typename === 'Need').map(({ id }) => id);
      if (hidden.length === 0) throw new NoEvidenceError('no need was found that members see and strangers do not');
      return `${await checkHidden(city, needHitKind, new Set(hidden))} questions`;
    },
  },
  {
    id: 'CITY-197',
    level: 'MUST',
    title: 'count in its summary the needs that it finds by a concept',
    async check(city) {
      await expectServed(city, 'Query.needHits', 'ConceptCount.needs');
      const counts = await readSummary(city);
      const counted = [...counts.public.keys(), ...counts.network.keys()].slice(0, CONCEPTS);
      const concepts = [...new Set([...counted, ...(await readMappedConcepts(city))])];
      const found = await countHits(city, needHitKind, concepts);
      for (const { concept, ...one } of found) {
        const expected = countedFor(city.widest, counts, needHitKind, concept);
        if (!isAsCounted(one, expected))
          throw new NotMetError(`${concept} counts ${expected}, needHits finds ${one.total}`);
      }
      if (found.every(({ total }) => total === 0)) throw new NoEvidenceError('there is no need on any concept');
      return `${concepts.length} concepts`;
    },
  },
];
