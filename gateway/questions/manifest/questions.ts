import type { Question } from '../Question';
import { changes } from './changes';
import { cities } from './cities';
import { landscape } from './landscape';
import { needMatches } from './matches';
import { exchanges, experts, offers, programmes } from './searches';
import { subjects } from './subjects';

/** All questions that have an address, in the order in which they are shown. */
export const QUESTIONS: readonly Question[] = [
  experts,
  programmes,
  exchanges,
  offers,
  needMatches,
  landscape,
  cities,
  subjects,
  changes,
];
