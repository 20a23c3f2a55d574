import type * as Sending from './createDispatcher';
import { EnvironmentReader } from './EnvironmentReader';
import type { Environment } from './EnvironmentReader';
import { readForwardProxy } from './forwardProxy';

/**
 * Has every `fetch` of this process go through the proxy that the environment names: for keys, for what a sign-in service
 * says of itself, for a vocabulary, for the hub of a terminal. Does nothing where none is named. For `main.ts`.
 *
 * @throws Error with a sentence for each variable that is wrong
 */
export function useForwardProxy(environment: Environment): void {
  const variables = new EnvironmentReader(environment);
  const proxy = readForwardProxy(variables);
  if (variables.problems.length > 0) throw new Error(variables.problems.join('\n'));
  if (proxy !== undefined) loadSending().sendAllThrough(proxy);
}

/** Most processes have no proxy, and need not load what it takes. */
function loadSending(): typeof Sending {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads it when it is needed
  return require('./createDispatcher') as typeof Sending;
}
