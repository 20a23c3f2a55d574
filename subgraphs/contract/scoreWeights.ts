import type { MappingKind, NeedStatus, ProgrammeStatus, Role } from './enums';

// The weights of the score, version 1, from 0 to 1000. The score itself is computed twice on purpose, by a city in SQL
// (`subgraphs/city/hits/score.ts`) and by the hub from the features of a hit (`subgraphs/search/hits/score.ts`): that both
// come to the same number is what the contract asks of every city.

/** Of a concept that was asked for. */
export const ASKED_WEIGHT = 1000;

/** Of concepts that are narrower than one asked for, by how many steps they are below it. Those below them are not searched for. */
export const NARROWER_WEIGHTS: readonly number[] = [800, 700, 600, 500];

/** Of a concept that a question names, when what it has in common with another one is meant. */
export const BESIDE_WEIGHT = 100;

/** Of a concept that finds nothing, and of which a hit that has it stands higher: any weight, since none counts there. */
export const NEAR_WEIGHT = 1;

/** The most that a text alone can match. */
export const MAX_TEXT_MATCH = 600;

/** Of a date that nobody knows. */
export const UNKNOWN_WEIGHT = 300;

export const MAPPING_WEIGHTS: Readonly<Record<MappingKind, number>> = {
  EXACT_MATCH: 1000,
  CLOSE_MATCH: 850,
  // The topic is narrower than the concept.
  BROAD_MATCH: 800,
  // The topic is broader than the concept.
  NARROW_MATCH: 500,
};

export const ROLE_WEIGHTS: Readonly<Record<Role, number>> = {
  LED: 1000,
  WORKED: 700,
  HOSTED: 500,
  ADVISED: 500,
  TOOK_PART: 300,
};

export const STATUS_WEIGHTS: Readonly<Record<ProgrammeStatus, number>> = {
  ACTIVE: 1000,
  COMPLETED: 800,
  PLANNED: 400,
  DISCONTINUED: 200,
};

/** A need of which its city does not say where it stands is taken to be open. */
export const NEED_STATUS_WEIGHTS: Readonly<Record<NeedStatus, number>> = {
  OPEN: 1000,
  MET: 200,
};
