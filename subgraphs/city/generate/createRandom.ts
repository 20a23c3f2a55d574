/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  integer(limit: number): number;
  /** True as often as the share says, 0 to 1. */
  chance(share: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/**
 * A source of its own for each record, named by its kind and its number: so a record does not depend on how many others
 * are made, or in which order. The generator is Mulberry32 (Tommy Ettinger, public domain).
 */
export function createRandom(seed: number, kind: string, index: number): Random {
  let state = hash(seed, kind, index);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    integer: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}

/** FNV-1a over the words that name a record, with the finalizer of MurmurHash3, so that neighbours differ. */
function hash(seed: number, kind: string, index: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let position = 0; position < kind.length; position++) {
    value = Math.imul(value ^ kind.charCodeAt(position), 0x01000193);
  }
  value = Math.imul(value ^ index, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
