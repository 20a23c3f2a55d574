import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';
import { isRelayedAddress } from '../../subgraphs/contract/relay';
import type { Network } from '../../subgraphs/directory/network/Network';
import { NetworkFileError } from '../../subgraphs/directory/network/NetworkFile';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { UnknownLayoutError, YamlText } from './YamlText';
import type { YamlValue } from './YamlText';

/** The fields of a city's entry, under their names in the file. */
export type CityFields = Readonly<Record<string, YamlValue | undefined>>;

/** A change cannot be made. The message says why, and what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}

/**
 * The text of a network file, which changes by one city at a time and stays as it was written everywhere else. After each
 * change it is sound: what would break it is refused with a `RegistryError`, and the text stays as it was.
 */
export class NetworkText {
  #text: string;
  #network: Network;

  /** @throws NetworkFileError when the file is broken to begin with */
  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.#network = parseNetwork(text, file);
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  get network(): Network {
    return this.#network;
  }

  add(slug: string, fields: CityFields): void {
    if (this.#network.cities.has(slug)) throw new RegistryError(`${slug} is in ${this.file} already.`);
    this.#change(slug, (yaml) => {
      const given = Object.entries(fields).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      yaml.push('cities', [['id', slug], ...given]);
    });
  }

  /** @param fromAlliances takes it out of the alliances that name it, too; without that, they keep it from being removed */
  remove(slug: string, { fromAlliances }: { readonly fromAlliances: boolean }): void {
    const { allianceIds } = this.#cityOf(slug);
    if (allianceIds.length > 0 && !fromAlliances) {
      throw new RegistryError(
        `${slug} is a member of ${allianceIds.join(', ')}. Take it out of them as well with --from-alliances.`,
      );
    }
    this.#change(slug, (yaml) => {
      for (const id of allianceIds) {
        const members = entryOf(yaml, 'alliances', id.replace('alliance:', '')).get('cities', true);
        if (!isSeq(members)) throw new UnknownLayoutError(id);
        yaml.remove(members, (members.toJSON() as unknown[]).indexOf(slug));
      }
      yaml.remove(listOf(yaml, 'cities'), indexOf(listOf(yaml, 'cities'), slug));
    });
  }

  /** Gives a city another address, or `nats` for one that dials out. */
  move(slug: string, url: string): void {
    this.#cityOf(slug);
    this.#change(slug, (yaml) => {
      const [given, other] = url === 'nats' ? (['connect', 'url'] as const) : (['url', 'connect'] as const);
      yaml.set(entryOf(yaml, 'cities', slug), given, url);
      yaml.delete(entryOf(yaml, 'cities', slug), other);
      if (url !== 'nats') yaml.delete(entryOf(yaml, 'cities', slug), 'nkeys');
    });
  }

  /** @throws RegistryError when it does not dial out */
  requireRelayed(slug: string): void {
    const { url, suspended } = this.#cityOf(slug);
    if (isRelayedAddress(url ?? suspended?.url ?? '')) return;
    throw new RegistryError(`${slug} does not dial out. If it is to: npm run hub -- registry move ${slug} nats`);
  }

  /** Lets a city that dials out in with another key, beside those that it has. */
  addRelayKey(slug: string, key: string): void {
    this.#setRelayKeys(slug, [...(this.#cityOf(slug).relayKeys ?? []), key]);
  }

  /**
   * Lets a city in no more with the keys that it has; or with the last of them alone.
   *
   * @returns the keys that were taken away
   */
  removeRelayKeys(slug: string, { butLast }: { readonly butLast: boolean }): readonly string[] {
    const keys = this.#cityOf(slug).relayKeys ?? [];
    const kept = butLast ? keys.slice(-1) : [];
    const removed = keys.slice(0, keys.length - kept.length);
    if (removed.length === 0) throw new RegistryError(`${slug} has no key to take away.`);
    this.#setRelayKeys(slug, kept);
    return removed;
  }

  #setRelayKeys(slug: string, keys: readonly string[]): void {
    this.#change(slug, (yaml) => {
      yaml.delete(entryOf(yaml, 'cities', slug), 'nkeys');
      if (keys.length > 0) yaml.set(entryOf(yaml, 'cities', slug), 'nkeys', keys);
    });
  }

  /** Has calls to a city be bound to their body, or not any more. */
  bind(slug: string, isBound: boolean): void {
    this.#cityOf(slug);
    this.#change(slug, (yaml) => {
      if (isBound) yaml.set(entryOf(yaml, 'cities', slug), 'bind', 'body');
      else yaml.delete(entryOf(yaml, 'cities', slug), 'bind');
    });
  }

  suspend(slug: string, reason: string | undefined): void {
    this.#cityOf(slug);
    this.#change(slug, (yaml) => {
      yaml.set(entryOf(yaml, 'cities', slug), 'suspended', true);
      if (reason === undefined) yaml.delete(entryOf(yaml, 'cities', slug), 'reason');
      else yaml.set(entryOf(yaml, 'cities', slug), 'reason', reason);
    });
  }

  resume(slug: string): void {
    if (!this.#cityOf(slug).suspended) throw new RegistryError(`${slug} is not suspended.`);
    this.#change(slug, (yaml) => {
      yaml.delete(entryOf(yaml, 'cities', slug), 'suspended');
      yaml.delete(entryOf(yaml, 'cities', slug), 'reason');
    });
  }

  #cityOf(slug: string) {
    const city = this.#network.cities.get(slug);
    if (city === undefined) throw new RegistryError(`${slug} is not in ${this.file}.`);
    return city;
  }

  #change(slug: string, change: (yaml: YamlText) => void): void {
    const yaml = new YamlText(this.#text);
    change(yaml);
    const network = parseChanged(yaml.text, this.file);
    // A layout that was not understood could have hit a neighbour.
    if (!isDeepStrictEqual(without(slug, this.#network), without(slug, network))) throw new UnknownLayoutError(slug);
    this.#text = yaml.text;
    this.#network = network;
  }
}

/** The lines of a text that is not kept would only mislead. */
function parseChanged(text: string, file: string): Network {
  try {
    return parseNetwork(text, file);
  } catch (error) {
    if (!(error instanceof NetworkFileError)) throw error;
    const reasons = error.problems.map(({ reason }) => reason).join(' ');
    throw new RegistryError(`${file} stays as it is, for it would be broken: ${reasons}`);
  }
}

function listOf(yaml: YamlText, key: string): YAMLSeq {
  const list = yaml.listAt(key);
  if (list === undefined) throw new UnknownLayoutError(key);
  return list;
}

function indexOf({ items }: YAMLSeq, id: string): number {
  return items.findIndex((item) => isMap(item) && item.get('id') === id);
}

function entryOf(yaml: YamlText, key: string, id: string): YAMLMap {
  const list = listOf(yaml, key);
  const entry = list.items[indexOf(list, id)];
  if (!isMap(entry)) throw new UnknownLayoutError(id);
  return entry;
}

/** What a change to one city leaves alone. */
function without(slug: string, { name, cities, alliances }: Network): unknown {
  return {
    name,
    cities: [...cities.values()].filter(({ id }) => id !== slug),
    alliances: [...alliances.values()].map((alliance) => ({
      ...alliance,
      cityIds: alliance.cityIds.filter((id) => id !== slug),
    })),
  };
}
