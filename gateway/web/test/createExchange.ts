import type { Exchange } from '../search/SearchAnswer';
import { city } from './createFakeQuery';

/** A visit that is announced. */
export function createExchange(values: Partial<Exchange> = {}): Exchange {
  return {
    id: 'gera:exchange:2',
    kind: 'STUDY_VISIT',
    title: 'Wohnen ansehen',
    summary: null,
    lang: 'de',
    text: null,
    startsOn: '2027-05-04',
    endsOn: null,
    durationDays: 2,
    participants: null,
    participantsApproximate: false,
    place: 'Town hall',
    registerBy: '2027-03-15',
    openTo: 'Staff of housing offices',
    url: null,
    contact: { post: 'Amt', email: null, phone: null, url: null },
    results: [],
    source: null,
    updatedAt: '2026-05-01T08:00:00Z',
    city,
    host: city,
    hostConfirmed: true,
    guests: [{ id: 'jena', name: 'Jena', country: 'DE' }],
    partners: [],
    ...values,
  };
}
