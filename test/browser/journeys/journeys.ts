import { asking } from './asking';
import { findingOut } from './findingOut';
import type { Journey } from './Journey';
import { takingAlong } from './takingAlong';
import { whatIsMissing } from './whatIsMissing';

/** All ways through the pages that are walked. */
export const journeys: readonly Journey[] = [...findingOut, ...asking, ...whatIsMissing, ...takingAlong];
