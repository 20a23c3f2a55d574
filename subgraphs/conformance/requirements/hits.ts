import { filters } from '../hits/filterChecks';
import { forEachKind } from '../hits/forEachKind';
import * as checks from '../hits/hitChecks';
import type { Requirement } from '../Requirement';

export const hits: readonly Requirement[] = [
  {
    id: 'CITY-040',
    level: 'MUST',
    title: 'find nothing by a concept or a word that it does not have',
    check: forEachKind(checks.findsNothingUnknown),
  },
  {
    id: 'CITY-041',
    level: 'MUST',
    title: 'give each hit the score that follows from its features',
    check: forEachKind(checks.givesScores),
  },
  {
    id: 'CITY-042',
    level: 'MUST',
    title: 'order hits by score, highest first, then by id byte by byte, none twice',
    check: forEachKind(checks.ordersHits),
  },
  {
    id: 'CITY-043',
    level: 'MUST',
    title: 'continue a list of hits behind a position, so that pages make the list that one long page gives',
    check: forEachKind(checks.turnsPages),
  },
  {
    id: 'CITY-044',
    level: 'MUST',
    title: 'count all matches in `total`, wherever the page stands',
    check: forEachKind(checks.countsAll),
  },
  {
    id: 'CITY-045',
    level: 'MUST',
    title: 'give at most `first` hits, and refuse less than 1 and more than 1001',
    check: forEachKind(checks.boundsPages),
  },
  {
    id: 'CITY-046',
    level: 'MUST',
    title: 'count recency from the day that it is given',
    check: forEachKind(checks.countsFromDay),
  },
  {
    id: 'CITY-047',
    level: 'MUST',
    title: 'find by a group what any of its concepts finds, and by several groups what all of them find',
    check: forEachKind(checks.combinesGroups),
  },
  {
    id: 'CITY-048',
    level: 'MUST',
    title: 'weight a match by the weight of the concept that was asked for',
    check: forEachKind(checks.weighsConcepts),
  },
  {
    id: 'CITY-049',
    level: 'MUST',
    title: 'find by a filter those records that pass it, all of them and no other',
    check: forEachKind(filters),
  },
  {
    id: 'CITY-050',
    level: 'MUST',
    title: 'find by text the records that have all of its words',
    check: forEachKind(checks.findsWords),
  },
  {
    id: 'CITY-051',
    level: 'MUST',
    title: 'find by concepts and text together what both of them find',
    check: forEachKind(checks.findsBoth),
  },
  {
    id: 'CITY-052',
    level: 'MUST',
    title: 'refuse a question with neither concepts nor a word',
    check: forEachKind(checks.refusesNothing),
  },
  {
    id: 'CITY-053',
    level: 'MUST',
    title: 'name its own records and topics in hits, under ids of their type',
    check: forEachKind(checks.namesOwn),
  },
  {
    id: 'CITY-054',
    level: 'MUST',
    title: 'say by which concept, mapping and topic, or how well by text, a hit matched',
    check: forEachKind(checks.givesReasons),
  },
  {
    id: 'CITY-055',
    level: 'MUST',
    title: 'refuse a day that is not a day of the calendar',
    check: forEachKind(checks.refusesDays),
  },
  {
    id: 'CITY-056',
    level: 'MUST',
    title: 'show in a hit the features that its record shows',
    check: forEachKind(checks.showsFeatures),
  },
  {
    id: 'CITY-057',
    level: 'MUST',
    title: 'answer a reference to every record that it finds, for the same viewer',
    check: forEachKind(checks.answersReferences),
  },
];
