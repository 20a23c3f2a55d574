import { existsSync } from 'node:fs';
import path from 'node:path';

/** Half a gigabyte that the project does not need: the bench installs it. */
const folder = path.join(__dirname, '../../bench/gateways/engines');

/** Where Hive Gateway is installed, if it is. */
export function findHive(): string | undefined {
  return existsSync(path.join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js')) ? folder : undefined;
}
