import type { Question } from '../Question';
import { changes } from './changes';
import { cities } from './cities';
import { landscape } from './landscape';
import { needMatches } from './matches';
import { exchanges, experts, needs, offers, programmes } from './searches';
import { subjects } from './subjects';

/** All questions that have an address, in the order in which they are shown. */
export const QUESTIONS: readonly Question[] = [
  experts,
  programmes,
  exchanges,
  offers,
  needs,
  needMatches,
  landscape,
  cities,
  subjects,
  changes,
];
