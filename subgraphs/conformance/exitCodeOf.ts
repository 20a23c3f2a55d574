import type { Verdict } from './Verdict';

/** 0: no MUST failed; 1: one did; 2: the server left a MUST without any reply, so that nobody can tell. */
export function exitCodeOf(verdicts: readonly Verdict[]): 0 | 1 | 2 {
  const musts = verdicts.filter(({ level }) => level === 'MUST');
  if (musts.some(({ status }) => status === 'FAIL')) return 1;
  return musts.some(({ status }) => status === 'NO REPLY') ? 2 : 0;
}
