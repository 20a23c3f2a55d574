import type { CityCall, CityReply, FailureStatus } from '../../subgraphs/contract/AskCity';
import { weighReply } from './weighReply';

const FAIR = { fairTimeMs: 1_000, heldMs: 0 };
const { signal } = new AbortController();

const failing = (status: FailureStatus, tookMs: number): CityReply => ({ status, message: '', tookMs });
const call = (remainingMs?: number, aborted: AbortSignal = signal): CityCall => ({
  signal: aborted,
  ...(remainingMs !== undefined && { remainingMs }),
  viewer: { anonymous: true },
});

test.each<[string, CityReply]>([
  ['answers', { status: 'ANSWERED', data: {}, errors: [], tookMs: 1_400 }],
  ['refuses', failing('REFUSED', 5)],
  ['breaks the contract', failing('INVALID', 5)],
])('a server that %s is alive', (_, reply) => {
  expect(weighReply(reply, call(1_500), FAIR)).toBe('ALIVE');
});

test('a city that cannot be reached failed, however little time it took', () => {
  expect(weighReply(failing('UNREACHABLE', 0), call(100), FAIR)).toBe('FAILED');
});

test('a hub that had no means to ask blames no city', () => {
  const reply: CityReply = { status: 'UNREACHABLE', message: '', tookMs: 0, cause: 'EMFILE' };
  expect(weighReply(reply, call(1_500), FAIR)).toBe('NONE');
});

test('the time in which the hub was held is none that the city had', () => {
  const late = failing('TIMED_OUT', 1_500);
  expect(weighReply(late, call(1_500), { ...FAIR, heldMs: 500 })).toBe('FAILED');
  expect(weighReply(late, call(1_500), { ...FAIR, heldMs: 501 })).toBe('NONE');
});

test.each([
  ['that had all the time it was given, and a fair one, failed', 1_500, 1_500, 'FAILED'],
  ['whose client was impatient is not to blame', 100, 100, 'NONE'],
  ['whose client went away early is not to blame', 1_200, 1_500, 'NONE'],
  ['that was left a fair time in which the client went away is not to blame', 5_000, 10_000, 'NONE'],
] as const)('a late city %s', (_, tookMs, remainingMs, evidence) => {
  expect(weighReply(failing('TIMED_OUT', tookMs), call(remainingMs), FAIR)).toBe(evidence);
});

test('where the time of the call is not told, its signal tells the end of time from a client that left', () => {
  const late = failing('TIMED_OUT', 2_000);
  const ended = AbortSignal.abort(new DOMException('over', 'TimeoutError'));
  expect(weighReply(late, call(undefined, ended), FAIR)).toBe('FAILED');
  expect(weighReply(late, call(undefined, AbortSignal.abort()), FAIR)).toBe('NONE');
});
