import type { KnownTo, NetworkPlan } from '../NetworkPlan';
import { citiesThatKnow, conceptKnownTo, EXPERTS_EACH, KNOWN_TO } from '../NetworkPlan';

/** How many records a city has on a concept, as in its summary. */
export interface Count {
  readonly concept: string;
  readonly staff: number;
  readonly programmes: number;
  readonly exchanges: number;
  readonly offers: number;
  readonly needs: number;
}

export interface InventedCity {
  readonly public: readonly Count[];
  readonly network: readonly Count[];
}

/** About so many concepts a city knows something of. */
const CONCEPTS_EACH = 80;
const CHANCES = 1 << 10;

/**
 * What a city has. With each change of the network nearly all counts differ, and here and there a concept comes or goes;
 * who knows of the concepts of `KNOWN_TO` stays as it is.
 */
export function inventCity(plan: NetworkPlan, city: number, change: number): InventedCity {
  const share = Math.round((CHANCES * CONCEPTS_EACH) / plan.concepts.length);
  const found: InventedCity & { public: Count[]; network: Count[] } = { public: [], network: [] };
  for (const [place, concept] of plan.concepts.entries()) {
    const chance = mix(plan.seed, city, place);
    if ((chance + change) % CHANCES >= share) continue;
    const luck = (chance >>> 10) + change;
    found.public.push({
      concept,
      staff: 1 + (luck % 5),
      programmes: luck % 3,
      exchanges: luck % 2,
      offers: luck % 7 === 0 ? 1 : 0,
      needs: luck % 9 === 0 ? 1 : 0,
    });
    if (luck % 8 === 0) found.network.push({ concept, staff: 1, programmes: 0, exchanges: 0, offers: 0, needs: 0 });
  }
  for (const known of KNOWN_TO) {
    if (!knows(plan, city, known)) continue;
    found.public.push({
      concept: conceptKnownTo(known),
      staff: EXPERTS_EACH,
      programmes: 1,
      exchanges: 0,
      offers: 0,
      needs: 0,
    });
  }
  return found;
}

function knows({ cities }: NetworkPlan, city: number, known: KnownTo): boolean {
  return citiesThatKnow(known, cities).includes(city);
}

/** 31 bits that look like chance: the finaliser of MurmurHash3 over the three numbers. */
export function mix(seed: number, city: number, place: number): number {
  let hash = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(city + 1, 0x85ebca77) ^ Math.imul(place + 1, 0xc2b2ae3d)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 1;
}
