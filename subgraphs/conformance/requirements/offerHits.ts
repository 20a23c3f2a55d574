import { filters } from '../hits/filterChecks';
import { allOf } from '../hits/forEachKind';
import * as checks from '../hits/hitChecks';
import { offerHitKind } from '../hits/HitKind';
import { NoEvidenceError } from '../checkErrors';
import { findHidden } from '../records/findHidden';
import type { Requirement } from '../Requirement';
import { checkHidden } from './visibility';

/** What is asked of the other searches one by one, of the search among offers. */
export const offerHits: readonly Requirement[] = [
  {
    id: 'CITY-130',
    level: 'MUST',
    title: 'find the offers that have a concept of every group and all words, and pass the filter, and no other',
    check: allOf(
      offerHitKind,
      checks.findsNothingUnknown,
      checks.combinesGroups,
      filters,
      checks.findsWords,
      checks.findsBoth,
    ),
  },
  {
    id: 'CITY-131',
    level: 'MUST',
    title: 'score an offer by how well it matches, and say by which concept, mapping and topic, or how well by text',
    check: allOf(offerHitKind, checks.givesScores, checks.weighsConcepts, checks.givesReasons),
  },
  {
    id: 'CITY-132',
    level: 'MUST',
    title: 'order the offers found by score, highest first, then by id byte by byte, none twice',
    check: allOf(offerHitKind, checks.ordersHits),
  },
  {
    id: 'CITY-133',
    level: 'MUST',
    title: 'continue a list of offers found behind a position, and count all of them on every page',
    check: allOf(offerHitKind, checks.turnsPages, checks.countsAll),
  },
  {
    id: 'CITY-134',
    level: 'MUST',
    title: 'refuse to search offers for nothing, on no day, or for less than 1 or more than 1001 of them',
    check: allOf(offerHitKind, checks.boundsPages, checks.refusesNothing, checks.refusesDays),
  },
  {
    id: 'CITY-135',
    level: 'MUST',
    title: 'find offers and name topics of its own, and answer references to every offer that it finds',
    check: allOf(offerHitKind, checks.namesOwn, checks.answersReferences),
  },
  {
    id: 'CITY-136',
    level: 'MUST',
    title: 'neither find nor count for strangers an offer that is for members',
    async check(city) {
      const hidden = (await findHidden(city)).filter(({ typename }) => typename === 'Offer').map(({ id }) => id);
      if (hidden.length === 0) throw new NoEvidenceError('no offer was found that members see and strangers do not');
      return `${await checkHidden(city, offerHitKind, new Set(hidden))} questions`;
    },
  },
];
