import { onAbort } from './signals';

test('whoever waits is run once, when the signal aborts', () => {
  const controller = new AbortController();
  const ran: string[] = [];
  onAbort(controller.signal, () => ran.push('one'));
  onAbort(controller.signal, () => ran.push('other'));
  controller.abort();
  controller.abort();
  expect(ran).toEqual(['one', 'other']);
});

test('who has stopped waiting is not run', () => {
  const controller = new AbortController();
  const run = jest.fn();
  onAbort(controller.signal, run)();
  controller.abort();
  expect(run).not.toHaveBeenCalled();
});

test('one listener stands for all who wait for a signal', () => {
  const { signal } = new AbortController();
  const listen = jest.spyOn(signal, 'addEventListener');
  for (let waiting = 0; waiting < 500; waiting += 1) onAbort(signal, () => undefined);
  expect(listen).toHaveBeenCalledTimes(1);
});
