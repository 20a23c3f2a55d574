import { performance } from 'node:perf_hooks';
import type { CityUnderCheck } from './CityUnderCheck';
import { Fault } from './Fault';
import { NoReplyError } from './http/NoReplyError';
import { NoAnswer } from './NoAnswer';
import type { Requirement } from './Requirement';
import type { Status, Verdict } from './Verdict';

/** Checks one requirement. Rejects only for a fault of the kit itself. */
export async function judge({ id, level, title, check }: Requirement, city: CityUnderCheck): Promise<Verdict> {
  const startedAt = performance.now();
  const [status, seen] = await check(city).then<[Status, string], [Status, string]>(
    (passed) => ['PASS', passed],
    (error: unknown) => [statusOf(error), (error as Error).message],
  );
  return { id, level, title, status, seen, tookMs: Math.round(performance.now() - startedAt) };
}

function statusOf(error: unknown): Status {
  if (error instanceof Fault) return 'FAIL';
  if (error instanceof NoAnswer) return 'NO ANSWER';
  if (error instanceof NoReplyError) return 'NO REPLY';
  throw error;
}
