import { letOthersGoOn, afterThisTick } from './turns';
import type { AskCity, CityCall, CityOperation, CityReply } from '../../contract/AskCity';
import { compareText } from '../../contract/compareText';
import { operationText } from '../../contract/operationText';
import type { SearchContext } from '../SearchContext';
import { createCombiner, splitReply } from './combineOperations';
import { askSafely } from './askWithin';
import type { CombineOperations } from './combineOperations';
import { joinSignals } from './signals';

/** By the way to ask cities, then by the client's request. */
const askers = new WeakMap<AskCity, WeakMap<SearchContext, AskCity>>();

/**
 * Makes of the calls that one request of a client makes to a city in one tick one request to that city. So what siblings
 * of a query ask costs a city one request, not one for each sibling. A call without company is sent as it is.
 *
 * The request ends when nobody waits for it any more; who gives up earlier does so by itself, with `askWithin`.
 *
 * @param apart so many different operations to a city stay requests of their own: the same for all calls that are joined
 */
export function batchCalls(context: SearchContext, askCity: AskCity, apart = 0): AskCity {
  const ofRequests = askers.get(askCity) ?? new WeakMap<SearchContext, AskCity>();
  askers.set(askCity, ofRequests);
  const known = ofRequests.get(context);
  if (known !== undefined) return known;

  let waiting = new Map<string, WaitingCall[]>();
  const send = async () => {
    const cities = waiting;
    waiting = new Map();
    const combine = createCombiner();
    for (const [cityId, calls] of cities) {
      await askTogether(askCity, cityId, calls, {
        combine,
        apart,
        // When the time is over, the calls know it of themselves.
        letOthersGoOn: () => letOthersGoOn(context)?.catch(() => undefined),
      });
    }
  };
  const ask: AskCity = (cityId, operation, call) =>
    new Promise((answer) => {
      if (waiting.size === 0) afterThisTick(context, () => void send());
      const calls = waiting.get(cityId);
      if (calls === undefined) waiting.set(cityId, [{ operation, call, answer }]);
      else calls.push({ operation, call, answer });
    });
  ofRequests.set(context, ask);
  return ask;
}

/** A call that waits for its city's reply. */
interface WaitingCall {
  readonly operation: CityOperation;
  readonly call: CityCall;
  readonly answer: (reply: CityReply) => void;
}

/** Operations in one request. A query with more siblings than that makes several requests to a city, at the same time. */
const MAX_OPERATIONS = 25;
/** Characters of one request: half of what the reference city takes. */
const MAX_CHARACTERS = 500_000;

/** The calls of one operation: the same question is asked once, however often it stands in the query. */
interface Asked {
  readonly operation: CityOperation;
  readonly calls: WaitingCall[];
}

interface Joining {
  readonly combine: CombineOperations;
  /** So many different operations are sent side by side, each in a request of its own; from there on they are joined. */
  readonly apart: number;
  /** What to wait for before the next request is put together. */
  readonly letOthersGoOn: () => Promise<void> | undefined;
}

/**
 * Makes few requests to a city, at the same time, and gives each call its own part of the reply. Resolves when all are under
 * way.
 */
async function askTogether(
  askCity: AskCity,
  cityId: string,
  calls: readonly WaitingCall[],
  { combine, apart, letOthersGoOn }: Joining,
): Promise<void> {
  const asked = mergeSame(calls);
  const batches = asked.length <= apart ? asked.map((one) => [one]) : toBatches(asked);
  for (const batch of batches) {
    void askBatch(askCity, cityId, batch, combine);
    const others = letOthersGoOn();
    if (others) await others;
  }
}

async function askBatch(
  askCity: AskCity,
  cityId: string,
  batch: readonly Asked[],
  combine: CombineOperations,
): Promise<void> {
  const calls: WaitingCall[] = [];
  for (const asked of batch) calls.push(...asked.calls);
  const [first] = calls;
  if (first === undefined) return;
  const joint = joinSignals(calls.map(({ call }) => call.signal));
  // For one viewer, in one trace: only the time differs.
  const needsAnswer = calls.some(({ call }) => call.needsAnswer);
  const { viewer, traceparent } = first.call;
  const call: CityCall = { signal: joint.signal, remainingMs: longestTime(calls), viewer, needsAnswer, traceparent };
  const { operation, parts } = combine(batch.map((asked) => asked.operation));
  const reply = await askSafely(askCity, cityId, operation, call);
  joint.end();
  for (const [index, asked] of batch.entries()) {
    const part = parts[index];
    const own = part === undefined ? reply : splitReply(reply, part);
    for (const { answer } of asked.calls) answer(own);
  }
}

/** That of the call that waits longest. Undefined when one of them does not say how long it waits. */
function longestTime(calls: readonly WaitingCall[]): number | undefined {
  let longest = 0;
  for (const { call } of calls) {
    if (call.remainingMs === undefined) return undefined;
    longest = Math.max(longest, call.remainingMs);
  }
  return longest;
}

function mergeSame(calls: readonly WaitingCall[]): readonly Asked[] {
  const [only] = calls;
  if (only !== undefined && calls.length === 1) return [{ operation: only.operation, calls: [only] }];
  const merged = new Map<string, Asked>();
  for (const waiting of calls) {
    const key = operationText(waiting.operation);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { operation: waiting.operation, calls: [waiting] });
    else known.calls.push(waiting);
  }
  return [...merged.values()];
}

function toBatches(all: readonly Asked[]): readonly (readonly Asked[])[] {
  if (all.length === 1) return [all];
  // In one order of the texts, so that few different requests come about, which cities need not parse anew.
  const sorted = [...all].sort((a, b) => compareText(a.operation.query, b.operation.query));
  const batches: Asked[][] = [];
  let characters = 0;
  for (const asked of sorted) {
    const current = batches.at(-1);
    const size = operationText(asked.operation).length;
    if (current === undefined || current.length === MAX_OPERATIONS || characters + size > MAX_CHARACTERS) {
      batches.push([asked]);
      characters = size;
    } else {
      current.push(asked);
      characters += size;
    }
  }
  return batches;
}
