import type { FoundNeed } from '../search/SearchAnswer';
import { city } from './createFakeQuery';

/** What a city would like to learn from others. */
export function createNeed(values: Partial<FoundNeed> = {}): FoundNeed {
  return {
    id: 'gera:need:1',
    status: 'OPEN',
    title: 'Erfahrung mit Housing First',
    summary: null,
    lang: 'de',
    text: { lang: 'en', title: 'Experience with Housing First', summary: 'We begin next year.' },
    wantedBy: '2027-03',
    contact: { post: 'Amt', email: null, phone: null, url: null },
    source: null,
    updatedAt: '2026-05-01T08:00:00Z',
    city,
    ...values,
  };
}
