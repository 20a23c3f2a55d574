import { BadUserInputError } from '../../contract/arguments';
import { checkCondition } from './checkCondition';

const COST = { amount: '100.50', currency: 'EUR', period: 'ONCE', scope: 'TOTAL' };

test.each<[string, unknown]>([
  ['statuses', ['ACTIVE']],
  ['hasCosts', true],
  ['languages', ['de-AT']],
  ['funders', ['Europäische Union']],
  ['targetGroups', Array(10).fill('young')],
  ['updatedSince', '2026-03-01T09:30:00.500Z'],
  ['startsAfter', '2026'],
  ['costsBelow', COST],
])('%s can be %j', (name, value) => {
  expect(() => {
    checkCondition(name, value);
  }).not.toThrow();
});

test.each<[string, unknown, string]>([
  ['languages', ['de', '?'], 'languages'],
  ['funders', [''], 'funders'],
  ['funders', ['a\nb'], 'funders'],
  ['funders', ['x'.repeat(301)], 'funders'],
  ['targetGroups', Array(11).fill('young'), 'targetGroups'],
  ['updatedSince', '2026-03-01', 'updatedSince'],
  ['updatedSince', { at: '2026-03-01T09:30:00Z' }, 'updatedSince'],
  ['updatedSince', ['2026-03-01T09:30:00Z'], 'updatedSince'],
  ['startsAfter', '2026-02-30', 'startsAfter'],
  ['startsAfter', 2026, 'startsAfter'],
  ['costsBelow', { ...COST, amount: '1e6' }, 'costsBelow.amount'],
  ['costsBelow', { ...COST, amount: 100 }, 'costsBelow.amount'],
  ['costsBelow', { ...COST, amount: ['100'] }, 'costsBelow.amount'],
  ['costsBelow', { ...COST, currency: 'eur' }, 'costsBelow.currency'],
])('%s cannot be %j', (name, value, argument) => {
  const check = () => {
    checkCondition(name, value);
  };
  expect(check).toThrow(BadUserInputError);
  expect(check).toThrow(`filter.${argument} must be `);
});
