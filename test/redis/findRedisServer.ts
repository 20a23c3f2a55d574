import { delimiter, join } from 'node:path';
import { isExecutable } from '../isExecutable';

/**
 * The Redis server to test with: the one that the variable REDIS_SERVER names, else one on the PATH. Throws when the one
 * that is named is not there.
 */
export function findRedisServer(): string | undefined {
  const named = process.env['REDIS_SERVER'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`REDIS_SERVER must be a server's executable file, but got "${named}".`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'redis-server')).find(isExecutable);
}
