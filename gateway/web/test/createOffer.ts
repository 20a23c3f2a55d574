import type { FoundOffer } from '../search/SearchAnswer';
import { city } from './createFakeQuery';

/** A visit that others may book. */
export function createOffer(values: Partial<FoundOffer> = {}): FoundOffer {
  return {
    id: 'gera:offer:1',
    kind: 'VISIT',
    title: 'Wohnungen ansehen',
    summary: null,
    lang: 'de',
    text: { lang: 'en', title: 'See the flats', summary: 'An afternoon.' },
    availability: 'On Tuesdays',
    capacity: 12,
    languages: ['de', 'nl'],
    contact: { post: 'Amt', email: null, phone: null, url: null },
    source: null,
    updatedAt: '2026-05-01T08:00:00Z',
    city,
    programme: { id: 'gera:programme:homes', title: 'Homes for all' },
    ...values,
  };
}
