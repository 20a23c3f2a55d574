import fc from 'fast-check';
import type { FakeCity, FakeMapping, FakeRecord } from './createFakeCity';
import { createFakeCity } from './createFakeCity';
import { FAKE_CONCEPTS } from './createFakeNetwork';
import type { AskCity } from '../../contract/AskCity';

const MAPPING_KINDS: readonly FakeMapping[] = ['EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH'];

/** Staff of few features, so that scores are often alike. */
const anyStaff: fc.Arbitrary<Omit<FakeRecord, 'key'>> = fc.record({
  type: fc.constant('staff' as const),
  topics: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...FAKE_CONCEPTS), fc.constantFrom(...MAPPING_KINDS)), {
      minLength: 1,
      maxLength: 3,
      selector: ([concept]) => concept,
    })
    .map((topics) => topics.map(([concept, mapping], index) => ({ key: `t${index}`, concept, mapping }))),
  role: fc.constantFrom('LED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART'),
  since: fc.constantFrom(null, '2019', '2024-02', '2024-02-29', '2030'),
  until: fc.constantFrom(null, '2020', '2024-02', '2026-02-28', '2031-12'),
  languages: fc.subarray(['de', 'nl', 'en']),
  title: fc.constantFrom('anna', 'bo', 'bo 2', 'carla'),
  updatedAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-02-01T00:00:00.000Z'),
});

/** Two to five cities of up to seven staff each. */
export const anyCities: fc.Arbitrary<FakeCity[]> = fc
  .array(fc.array(anyStaff, { maxLength: 7 }), { minLength: 2, maxLength: 5 })
  .map((cities) =>
    cities.map((staff, at) =>
      createFakeCity(
        `city-${at}`,
        staff.map((record, index) => ({ ...record, key: String(index + 1) })),
      ),
    ),
  );

export const anyConcepts = fc.uniqueArray(fc.constantFrom(...FAKE_CONCEPTS), { minLength: 1, maxLength: 3 });

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
