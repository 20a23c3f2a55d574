import { startDeadline } from './context';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('a deadline aborts its signal when its time is over', () => {
  const deadline = startDeadline(500);
  jest.advanceTimersByTime(499);
  expect([deadline.remainingMs(), deadline.signal.aborted]).toEqual([1, false]);
  jest.advanceTimersByTime(1);
  expect([deadline.remainingMs(), deadline.signal.aborted]).toEqual([0, true]);
});

test('ending a deadline aborts its signal at once', () => {
  const deadline = startDeadline(10_000);
  deadline.end();
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.remainingMs()).toBe(0);
});

test('a field that asks for less time ends the query earlier', () => {
  const deadline = startDeadline(10_000);
  const field = deadline.allow(20);
  expect(deadline.remainingMs()).toBe(20);
  jest.advanceTimersByTime(20);
  expect([deadline.signal.aborted, field.signal.aborted]).toEqual([true, true]);
});

test('the longest time that a field asks for holds for the query, and its own for each field', () => {
  const deadline = startDeadline(10);
  const [short, long] = [deadline.allow(20), deadline.allow(10_000)];
  deadline.allow(100);
  jest.advanceTimersByTime(40);
  expect(short.signal.aborted).toBe(true);
  expect(short.remainingMs()).toBe(0);
  expect([deadline.signal.aborted, long.signal.aborted]).toEqual([false, false]);
  expect(deadline.remainingMs()).toBe(9_960);
  deadline.end();
});

test('time counts from the arrival of the query', () => {
  const deadline = startDeadline(10_000);
  jest.advanceTimersByTime(30);
  expect(deadline.allow(100).remainingMs()).toBe(70);
  deadline.end();
});

test('the end of the query is the end of every field, also of one that asks later', () => {
  const deadline = startDeadline(10_000);
  const before = deadline.allow(5_000);
  deadline.end();
  expect([before.signal.aborted, before.remainingMs()]).toEqual([true, 0]);
  expect(deadline.allow(20_000).signal.aborted).toBe(true);
  expect(deadline.remainingMs()).toBe(0);
});
