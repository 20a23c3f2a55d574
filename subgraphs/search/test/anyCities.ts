import fc from 'fast-check';
import type { FakeCity, FakeMapping, FakeRecord } from './createFakeCity';
import { createFakeCity } from './createFakeCity';
import { FAKE_CONCEPTS } from './createFakeNetwork';

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
