import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from './tokens';

/**
 * Why a city gave no answer that can be used.
 *
 * - `TIMED_OUT`: no complete answer before the signal.
 * - `UNREACHABLE`: no connection, or it failed on its side (HTTP 5xx), or it was never reached for admission, or it is not
 *   asked at present, since it failed again and again or too many calls are under way.
 * - `REFUSED`: it refused the request (HTTP 4xx), or would: its version of the contract lacks what is asked.
 * - `INVALID`: what it said breaks the contract.
 */
export type FailureStatus = 'TIMED_OUT' | 'UNREACHABLE' | 'REFUSED' | 'INVALID';

export interface CityOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface AnsweredReply {
  readonly status: 'ANSWERED';
  /** Untrusted: a JSON object, of which nothing else is known. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphQLFormattedError[];
  readonly tookMs: number;
  /** Nothing, for a city that serves the contract of this version. */
  readonly omissions?: readonly Omission[];
}

/**
 * The code of an error that the hub itself puts where a root field was left out, in the place of the city's answer; and the
 * `cause` where nothing was left that could be asked.
 */
export const LACKING = 'LACKING';

/** A field that a city was not asked for, since its version of the contract lacks it. It is null in the answer. */
export interface Omission {
  /** `Staff.pronouns` */
  readonly field: string;
  /** What is lacking: the field itself, or an argument or a value without which its answer would be another. */
  readonly lacks: string;
  /** The type of the entities that it was asked of, in `_entities` and with hits; null elsewhere. */
  readonly of: string | null;
}

export interface FailedReply {
  readonly status: FailureStatus;
  /** Fit for clients: no address, no stack. */
  readonly message: string;
  readonly tookMs: number;
  /** Why, in a word for logs and figures and for no client: `ENOTFOUND`, `CERT_HAS_EXPIRED`, `HTTP_401`. */
  readonly cause?: string;
}

export type CityReply = AnsweredReply | FailedReply;

/** On whose behalf a city is asked, and until when. */
export interface CityCall {
  readonly signal: AbortSignal;
  /** How long the hub still waits when it asks, in milliseconds; the signal has the last word. The city is told. */
  readonly remainingMs?: number;
  /** What the hub asks for itself it asks as anonymous. */
  readonly viewer: Viewer;
  /** Whoever asks cannot do without this city's answer, however long it takes of that time. */
  readonly needsAnswer?: boolean;
  /** W3C Trace Context of the request that is served; without it, the call starts a trace of its own. */
  readonly traceparent?: string;
}

/** The same call until another time. Written out, since V8 makes a hidden class for each object of a spread with more behind it. */
export function changeCall(
  { signal, viewer, needsAnswer, traceparent }: CityCall,
  until: { readonly signal?: AbortSignal; readonly remainingMs: number | undefined },
): CityCall {
  return { signal: until.signal ?? signal, remainingMs: until.remainingMs, viewer, needsAnswer, traceparent };
}

/** Asks one city one thing, and gives up at the signal of the call. Never rejects. */
export type AskCity = (cityId: string, operation: CityOperation, call: CityCall) => Promise<CityReply>;
