import type { Programme } from '../search/SearchAnswer';
import { city } from './createFakeQuery';

const office = { post: 'Wohnungsamt', email: 'wohnen@gera.example', phone: '+49 30 23125-117', url: null };

/** A programme that says all that can be said. */
export function createProgramme(values: Partial<Programme> = {}): Programme {
  return {
    id: 'gera:programme:wohnen',
    title: 'Wohnen für alle',
    summary: 'Zuerst die Wohnung.',
    lang: 'de',
    text: { lang: 'en', title: 'Homes for all', summary: 'The home comes first.' },
    status: 'ACTIVE',
    startsOn: '2021-04',
    endsOn: null,
    goodPractice: true,
    openToVisitors: true,
    problem: '400 Menschen lebten in Notunterkünften.',
    approach: 'Ein Mietvertrag ohne Bedingungen.',
    costs: [
      { amount: '4250000.00', currency: 'EUR', period: 'ONCE', scope: 'TOTAL', note: 'Ohne Mieten.' },
      { amount: '1500000.50', currency: 'EUR', period: 'ONCE', scope: 'OWN_SHARE', note: 'Ohne Mieten.' },
    ],
    funding: [
      {
        kind: 'EU',
        programme: 'ESF+',
        funder: 'Europäische Kommission',
        amount: '2000000',
        currency: 'EUR',
        share: '47.06',
        url: 'https://esf.example/',
      },
    ],
    staffEffort: 6.5,
    reach: { value: 1200, unit: 'Haushalte im Jahr' },
    results: [
      {
        indicator: 'Menschen in Notunterkünften',
        value: '120',
        unit: 'Menschen',
        before: '400',
        date: '2025-12',
        evidence: { title: 'Bericht an den Rat', url: 'https://gera.example/bericht.pdf' },
      },
    ],
    lessons: [
      { kind: 'WORKED', text: 'Eine Stelle verhandelt mit allen Vermietern.' },
      { kind: 'DID_NOT_WORK', text: 'Wohnungen am Stadtrand standen leer.' },
      { kind: 'CONDITION', text: 'Ein Beschluss des Rates.' },
    ],
    targetGroups: ['Menschen ohne Wohnung'],
    legalBasis: [{ title: 'SGB XII, § 67', url: 'https://gesetze.example/sgb12' }],
    contact: office,
    documents: [{ title: 'Konzept', url: 'https://gera.example/konzept.pdf', language: 'de', publishedOn: '2021-02' }],
    staff: [{ id: 'gera:staff:1', name: 'Ada Ausgedacht', role: 'Leiterin', contact: { ...office, post: null } }],
    offers: [
      {
        id: 'gera:offer:1',
        kind: 'VISIT',
        title: 'Wohnen ansehen',
        text: { lang: 'en', title: 'Come and see the homes' },
        availability: 'April to October',
        capacity: 10,
        languages: ['de', 'en'],
        contact: office,
      },
    ],
    exchanges: [{ id: 'gera:exchange:1', title: 'Besuch aus Jena', startsOn: '2025-03-11' }],
    adaptedFrom: {
      id: 'jena:programme:7',
      title: 'Erst die Wohnung',
      text: { lang: 'en', title: 'First a home' },
      city: { id: 'jena', name: 'Jena', country: 'DE' },
    },
    adaptedBy: {
      nodes: [{ id: 'suhl:programme:1', title: 'Wohnen zuerst', text: null, city: null }],
      coverage: { complete: false },
    },
    licence: 'CC BY 4.0',
    reviewedOn: '2026-03',
    updatedAt: '2026-05-01T08:00:00Z',
    source: 'Ratsbeschluss 2021/17',
    city,
    partners: [{ name: 'Verein Dach und Tür' }],
    ...values,
  };
}
