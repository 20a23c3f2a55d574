import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { readRegularFileSync } from '../../serving/files/regularFile';
import type { HostedCitySettings } from './parseHostedCity';

/** What must be one city's alone, as a sentence has it, with what tells it from another. */
interface Claim {
  readonly what: string;
  readonly id: string;
}

/** What a city asks for is another's. The message names what, and whose. */
export class TenancyError extends Error {
  override readonly name = 'TenancyError';
}

/**
 * Which city has which database, role, host name and secret, so that no two have the same: settings that were copied from
 * another city, or by mistake name what is another's, are refused. Who came first has it.
 */
export class Tenants {
  readonly #owners = new Map<string, { readonly cityId: string; claims: number }>();

  /**
   * A city may claim what it has already, as it does when its settings change.
   *
   * @returns gives up what was claimed here
   * @throws TenancyError when any of it is another's; then nothing is claimed
   */
  claim(cityId: string, claims: readonly Claim[]): () => void {
    for (const { what, id } of claims) {
      const owner = this.#owners.get(`${what} ${id}`)?.cityId ?? cityId;
      if (owner !== cityId) throw new TenancyError(`${what} is that of ${owner}.`);
    }
    const keys = claims.map(({ what, id }) => `${what} ${id}`);
    for (const key of keys) {
      const known = this.#owners.get(key) ?? { cityId, claims: 0 };
      known.claims += 1;
      this.#owners.set(key, known);
    }
    return () => {
      for (const key of keys.splice(0)) {
        const known = this.#owners.get(key);
        if (known === undefined) continue;
        known.claims -= 1;
        if (known.claims === 0) this.#owners.delete(key);
      }
    };
  }
}

/** What can be told from the settings. */
export function claimsOf({ config, hosts }: HostedCitySettings): readonly Claim[] {
  const { cursorKeys, erasedFile, relay } = config;
  return [
    ...hosts.map((name) => ({ what: 'A host name of CITY_HOSTS', id: name })),
    ...(cursorKeys ?? []).map((key) => ({ what: 'A secret of CITY_CURSOR_KEYS', id: digest(key) })),
    ...(erasedFile == null ? [] : [{ what: 'CITY_ERASED_FILE', id: erasedFile }]),
    ...(relay?.credentialsFile === undefined
      ? []
      : [{ what: 'The secret of CITY_NATS_CREDENTIALS', id: digest(contentOf(relay.credentialsFile)) }]),
  ];
}

/** What only the database can tell: a URL can name the same one in many ways. */
export async function databaseClaims(dataSource: DataSource): Promise<readonly Claim[]> {
  const [found] = await dataSource.query<{ server: string; database: string; role: string }[]>(
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS server,
       (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database, current_user AS role`,
  );
  if (found === undefined) return [];
  return [
    { what: 'The database of DATABASE_URL', id: `${found.server}/${found.database}` },
    { what: 'The role of DATABASE_URL', id: `${found.server}/${found.role}` },
  ];
}

/** A copy of a secret is the same one. Whether the file can be read is found out by who needs it. */
function contentOf(file: string): string {
  try {
    return readRegularFileSync(file).toString().trim();
  } catch {
    return file;
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
