import {
  MAPPING_WEIGHTS,
  NEED_STATUS_WEIGHTS,
  ROLE_WEIGHTS,
  STATUS_WEIGHTS,
  UNKNOWN_WEIGHT,
} from '../../contract/scoreWeights';
import type { MappingKind, NeedStatus, ProgrammeStatus, Role } from '../../contract/enums';
import { firstDay, lastDay } from '../../contract/partialDate';

// Score, version 1. Integers from 0 to 1000 and integer division, so that a city's SQL and the hub come to the same
// number from the same features, and no per-city statistics, so that scores compare across cities and a small town is
// not buried. `day` is the hub's day, YYYY-MM-DD; the other dates are partial.

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

export interface NeedFeatures {
  readonly status: NeedStatus | null;
}

/** How well a record matches by a topic of this mapping to a concept of this weight. */
export function conceptMatch(mapping: MappingKind, termWeight: number): number {
  return Math.floor((MAPPING_WEIGHTS[mapping] * termWeight) / 1000);
}

export function scoreExperience(match: number, { role, since, until }: ExperienceFeatures, day: string): number {
  const roleWeight = role === null ? 0 : ROLE_WEIGHTS[role];
  const recency = until !== null ? recencyOf(until, day) : since !== null ? 1000 : UNKNOWN_WEIGHT;
  return Math.floor((5 * match + 2 * roleWeight + 2 * recency + durationOf({ since, until }, day)) / 10);
}

export function scoreProgramme(match: number, features: ProgrammeFeatures, day: string): number {
  const { status, goodPractice, since, until } = features;
  const runs = since !== null && (status === 'ACTIVE' || status === 'PLANNED');
  const recency = until !== null ? recencyOf(until, day) : runs ? 1000 : UNKNOWN_WEIGHT;
  const statusWeight = status === null ? 0 : STATUS_WEIGHTS[status];
  return Math.floor((6 * match + 2 * recency + statusWeight + (goodPractice ? 1000 : 0)) / 10);
}

export function scoreExchange(match: number, { since, until }: Period, day: string): number {
  const end = until ?? since;
  return Math.floor((7 * match + 3 * (end === null ? UNKNOWN_WEIGHT : recencyOf(end, day))) / 10);
}

export function scoreNeed(match: number, { status }: NeedFeatures): number {
  return Math.floor((8 * match + 2 * NEED_STATUS_WEIGHTS[status ?? 'OPEN']) / 10);
}

/** 1000 while it runs or within a year of its end; then 100 less for each full year, not below 0. */
function recencyOf(end: string, day: string): number {
  const years = Math.floor((firstDay(day) - lastDay(end)) / 10_000);
  return Math.max(0, 1000 - 100 * Math.max(0, years));
}

/** The calendar months touched until now, of which five years' worth make 1000. */
function durationOf({ since, until }: Period, day: string): number {
  if (since === null) return UNKNOWN_WEIGHT;
  const today = firstDay(day);
  const end = until === null ? today : Math.min(lastDay(until), today);
  const months = Math.max(0, monthNumber(end) - monthNumber(firstDay(since)) + 1);
  return Math.min(1000, Math.floor((months * 1000) / 60));
}

function monthNumber(yyyymmdd: number): number {
  return 12 * Math.floor(yyyymmdd / 10_000) + (Math.floor(yyyymmdd / 100) % 100);
}
