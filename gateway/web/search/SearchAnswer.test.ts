import { publisherOf } from './SearchAnswer';

const gera = { id: 'gera', name: 'Gera', country: 'DE' };

test('a record is published by the city of its id', () => {
  expect(publisherOf({ id: 'gera:programme:1', city: gera })).toBe('Gera');
});

test('a city that does not say whose record it is is named by its slug', () => {
  expect(publisherOf({ id: 'altstadt:programme:1', city: null })).toBe('altstadt');
});
