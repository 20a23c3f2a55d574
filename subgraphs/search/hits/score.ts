import { firstDay, lastDay } from '../date/partialDate';

// Score, version 1. Integers from 0 to 1000 and integer division, so that a city's SQL and the hub come to the same
// number from the same features, and no per-city statistics, so that scores compare across cities and a small town is
// not buried. `day` is the hub's day, YYYY-MM-DD; the other dates are partial.

export const MAPPING_KINDS = ['EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

export const ROLES = ['LED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART'] as const;
export type Role = (typeof ROLES)[number];

export const PROGRAMME_STATUSES = ['PLANNED', 'ACTIVE', 'COMPLETED', 'DISCONTINUED'] as const;
export type ProgrammeStatus = (typeof PROGRAMME_STATUSES)[number];

export interface Period {
  readonly since: string | null;
  readonly until: string | null;
}

export interface ExperienceFeatures extends Period {
  /** Null for staff that was found by its own text and has no experience. */
  readonly role: Role | null;
}

export interface ProgrammeFeatures extends Period {
  readonly status: ProgrammeStatus | null;
  readonly goodPractice: boolean;
}

/** Of a concept that was asked for. */
export const ASKED_WEIGHT = 1000;
/** Of a concept that is narrower than one asked for. */
export const NARROWER_WEIGHT = 800;
/** The most that a text alone can match. */
export const MAX_TEXT_MATCH = 600;

const UNKNOWN = 300;

const MAPPING_WEIGHT: Readonly<Record<MappingKind, number>> = {
  EXACT_MATCH: 1000,
  CLOSE_MATCH: 850,
  // The topic is narrower than the concept.
  BROAD_MATCH: 800,
  // The topic is broader than the concept.
  NARROW_MATCH: 500,
};

const ROLE_WEIGHT: Readonly<Record<Role, number>> = {
  LED: 1000,
  WORKED: 700,
  HOSTED: 500,
  ADVISED: 500,
  TOOK_PART: 300,
};

const STATUS_WEIGHT: Readonly<Record<ProgrammeStatus, number>> = {
  ACTIVE: 1000,
  COMPLETED: 800,
  PLANNED: 400,
  DISCONTINUED: 200,
};

/** How well a record matches by a topic of this mapping to a concept of this weight. */
export function conceptMatch(mapping: MappingKind, termWeight: number): number {
  return Math.floor((MAPPING_WEIGHT[mapping] * termWeight) / 1000);
}

export function scoreExperience(match: number, { role, since, until }: ExperienceFeatures, day: string): number {
  const roleWeight = role === null ? 0 : ROLE_WEIGHT[role];
  const recency = until !== null ? recencyOf(until, day) : since !== null ? 1000 : UNKNOWN;
  return Math.floor((5 * match + 2 * roleWeight + 2 * recency + durationOf({ since, until }, day)) / 10);
}

export function scoreProgramme(match: number, features: ProgrammeFeatures, day: string): number {
  const { status, goodPractice, since, until } = features;
  const runs = since !== null && (status === 'ACTIVE' || status === 'PLANNED');
  const recency = until !== null ? recencyOf(until, day) : runs ? 1000 : UNKNOWN;
  const statusWeight = status === null ? 0 : STATUS_WEIGHT[status];
  return Math.floor((6 * match + 2 * recency + statusWeight + (goodPractice ? 1000 : 0)) / 10);
}

export function scoreExchange(match: number, { since, until }: Period, day: string): number {
  const end = until ?? since;
  return Math.floor((7 * match + 3 * (end === null ? UNKNOWN : recencyOf(end, day))) / 10);
}

/** 1000 while it runs or within a year of its end; then 100 less for each full year, not below 0. */
function recencyOf(end: string, day: string): number {
  const years = Math.floor((firstDay(day) - lastDay(end)) / 10_000);
  return Math.max(0, 1000 - 100 * Math.max(0, years));
}

/** The calendar months touched until now, of which five years' worth make 1000. */
function durationOf({ since, until }: Period, day: string): number {
  if (since === null) return UNKNOWN;
  const today = firstDay(day);
  const end = until === null ? today : Math.min(lastDay(until), today);
  const months = Math.max(0, monthNumber(end) - monthNumber(firstDay(since)) + 1);
  return Math.min(1000, Math.floor((months * 1000) / 60));
}

function monthNumber(yyyymmdd: number): number {
  return 12 * Math.floor(yyyymmdd / 10_000) + (Math.floor(yyyymmdd / 100) % 100);
}
