import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A version of the contract that grows no more, for cities serve it. */
export interface FrozenContract {
  /** Such as `1.0`. */
  readonly version: string;
  readonly sdl: string;
}

const folder = join(__dirname, '..', '..', 'schema');
const FILE = /^city-(\d+\.\d+)\.graphql$/;

/** All that are committed as `schema/city-<version>.graphql`, the first one first. */
export function readFrozenContracts(): readonly FrozenContract[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const version = FILE.exec(name)?.[1];
      return version === undefined ? [] : [{ version, sdl: readFileSync(join(folder, name), 'utf8') }];
    })
    .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}
