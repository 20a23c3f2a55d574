import { CallSlots } from './CallSlots';

const { signal } = new AbortController();

test('no more are taken than there are, and those that wait get theirs in the order in which they came', async () => {
  const slots = new CallSlots(2, 2);
  expect(await slots.take(signal)).toBe('TAKEN');
  expect(await slots.take(signal)).toBe('TAKEN');
  const order: string[] = [];
  const first = Promise.resolve(slots.take(signal)).then(() => order.push('first'));
  const second = Promise.resolve(slots.take(signal)).then(() => order.push('second'));
  expect(await slots.take(signal)).toBe('FULL');
  slots.release();
  await first;
  expect(order).toEqual(['first']);
  slots.release();
  await second;
  slots.release();
  slots.release();
  expect(slots.idle).toBe(true);
});

test('one that waits leaves at its signal, and those behind it move up', async () => {
  const slots = new CallSlots(1, 2);
  await slots.take(signal);
  const client = new AbortController();
  const leaving = slots.take(client.signal);
  const staying = slots.take(signal);
  client.abort();
  expect(await leaving).toBe('ABORTED');
  // Its place is free again.
  const last = slots.take(signal);
  slots.release();
  expect(await staying).toBe('TAKEN');
  slots.release();
  expect(await last).toBe('TAKEN');
});

test('nothing is taken by whoever is gone before', async () => {
  const slots = new CallSlots(1, 1);
  expect(await slots.take(AbortSignal.abort())).toBe('ABORTED');
  expect(slots.idle).toBe(true);
});

test('all that wait can be sent away, and nobody else is', async () => {
  const slots = new CallSlots(1, 5);
  await slots.take(signal);
  const waiting = [Promise.resolve(slots.take(signal)), Promise.resolve(slots.take(signal))];
  slots.dismiss();
  expect(await Promise.all(waiting)).toEqual(['DISMISSED', 'DISMISSED']);
  expect(slots.idle).toBe(false);
  slots.release();
  expect(await slots.take(signal)).toBe('TAKEN');
});
