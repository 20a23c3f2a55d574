import fc from 'fast-check';
import type { AskCity } from '../../contract/AskCity';
import type { FakeCity } from './createFakeCity';

/**
 * How a city takes part in one answer: at once, after the others, not within the time, with its hits out of order, or not
 * at all because the network does not list it.
 */
export type Conduct = 'prompt' | 'late' | 'too late' | 'disorderly' | 'away';

export const anyConduct: fc.Arbitrary<Conduct> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('prompt' as const) },
  { weight: 4, arbitrary: fc.constantFrom('late', 'too late', 'disorderly', 'away') },
);

export function answersInFull(conduct: Conduct): boolean {
  return conduct === 'prompt' || conduct === 'late';
}

/** The way to ask a city that conducts itself so. */
export function conducted(city: FakeCity, conduct: Conduct): AskCity {
  return async (_, operation) => {
    if (conduct === 'too late') return { status: 'TIMED_OUT', message: 'It did not answer in time.', tookMs: 1 };
    if (conduct === 'late') await new Promise((resolve) => setTimeout(resolve, 1));
    const reply = await city.answer(operation);
    return conduct === 'disorderly' && reply.status === 'ANSWERED' ? { ...reply, data: disorder(reply.data) } : reply;
  };
}

/** Hits from last to first; a single one twice. Without a hit there is no order to break. */
function disorder({ staffHits }: Readonly<Record<string, unknown>>) {
  const page = staffHits as { readonly hits: readonly unknown[] };
  const { hits } = page;
  return { staffHits: { ...page, hits: hits.length === 1 ? [hits[0], hits[0]] : [...hits].reverse() } };
}
