import { setTimeout as sleep } from 'node:timers/promises';
import { startDeadline } from './context';

test('a deadline aborts its signal when its time is over', async () => {
  const deadline = startDeadline(20);
  expect(deadline.remainingMs()).toBeGreaterThan(0);
  expect(deadline.signal.aborted).toBe(false);
  await sleep(40);
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.remainingMs()).toBe(0);
});

test('ending a deadline aborts its signal at once', () => {
  const deadline = startDeadline(10_000);
  deadline.end();
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.remainingMs()).toBe(0);
});
