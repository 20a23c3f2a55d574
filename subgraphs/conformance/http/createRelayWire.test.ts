import { CannotRunError } from '../checkErrors';
import { createRelayWire } from './createRelayWire';

test('a relay that is not there is named, without what is secret in its address', async () => {
  // Where nobody who is not the system may listen.
  const host = '127.0.0.1:1';
  const opened = createRelayWire('gera', { servers: [`nats://town:hidden@${host}`], credentialsFile: undefined });
  const error = await opened.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  expect(error).toBeInstanceOf(CannotRunError);
  expect(error?.message).toContain(`The relay ${host} cannot be reached: `);
  expect(error?.message).not.toContain('hidden');
});
