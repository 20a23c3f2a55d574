import { FaultLog } from './FaultLog';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('a fault that a city goes on with is told once, and again when it is another one or comes back', () => {
  const told = new FaultLog();
  const isNews = (fault: string): boolean => told.isNews('gera', fault);
  expect([isNews('late'), isNews('late'), isNews('wrong'), isNews('wrong')]).toEqual([true, false, true, false]);
  told.didWell('gera');
  expect([isNews('wrong'), isNews('wrong')]).toEqual([true, false]);
  expect(told.isNews('jena', 'wrong')).toBe(true);
});

test('a city with another fault each time is told of twenty times a minute', () => {
  const told = new FaultLog();
  const lines = (): number =>
    Array.from({ length: 100 }, (_, at) => told.isNews('gera', `hit ${at}`)).filter(Boolean).length;
  expect(lines()).toBe(20);
  jest.advanceTimersByTime(60_000);
  expect(lines()).toBe(20);
});
