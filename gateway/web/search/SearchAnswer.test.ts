import { furtherSubjectsOf, publisherOf } from './SearchAnswer';

const gera = { id: 'gera', name: 'Gera', country: 'DE' };

test('a record is published by the city of its id', () => {
  expect(publisherOf({ id: 'gera:programme:1', city: gera })).toBe('Gera');
});

test('a city that does not say whose record it is is named by its slug', () => {
  expect(publisherOf({ id: 'altstadt:programme:1', city: null })).toBe('altstadt');
});

test('further subjects are those that come beside the topic that matched', () => {
  const reason = (match: 'EXACT' | 'ASPECT' | 'TEXT', label?: string) => ({
    ...{ match, topic: null, role: null, since: null, until: null },
    concept: label === undefined ? null : { id: `concept:${label}`, label },
  });
  expect(furtherSubjectsOf([reason('EXACT', 'housing'), reason('ASPECT', 'youth'), reason('TEXT')])).toEqual(['youth']);
});
