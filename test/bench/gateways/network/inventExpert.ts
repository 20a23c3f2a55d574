import { KINDS, standsIn } from '../../scale/cities/findHits';
import { mix } from '../../scale/cities/inventCity';
import { cityIdOf } from '../../scale/NetworkPlan';
import { expertsAskedFor } from './BenchNetwork';
import type { BenchNetwork } from './BenchNetwork';

export interface Expert {
  readonly id: string;
  readonly kind: 'POST' | 'UNIT';
  readonly name: string;
  readonly role: string;
  readonly department: string;
  readonly languages: readonly string[];
  readonly source: string;
  readonly updatedAt: string;
  readonly contact: { readonly email: string; readonly phone: string; readonly url: string };
  readonly city: { readonly id: string };
  readonly experiences: readonly Experience[];
}

export interface Experience {
  readonly role: string;
  readonly since: string;
  readonly until: string | null;
  readonly summary: string;
  readonly source: string;
  readonly topic: { readonly id: string; readonly label: string };
  readonly programme: { readonly id: string; readonly title: string; readonly status: string };
}

const DEPARTMENTS = ['Amt für Soziales', 'Stadtplanungsamt', 'Jugendamt', 'Umweltamt', 'Amt für Wirtschaft'];
const TASKS = ['Leitung der Fachstelle', 'Koordination', 'Sachbearbeitung', 'Beratung'];
const WORK = ['Handlungskonzept', 'Modellvorhaben', 'Förderprogramm', 'Beteiligungsverfahren', 'Netzwerk vor Ort'];
const STATUSES = ['ACTIVE', 'COMPLETED'];

/**
 * An expert of a city, about 800 bytes of JSON: a post where questions ask for it. Its id ends with its concept's slug and its number from 1, as hits have it, and
 * its experience is what its hit rests on: the hub believes no city whose hits say something else.
 */
export function inventExpert(network: BenchNetwork, city: number, key: string): Expert {
  const owner = cityIdOf(city);
  const chance = mix(network.seed, city, hash(key));
  const number = Number(key.slice(key.lastIndexOf('-') + 1));
  const address = `https://${owner}.example`;
  return {
    id: `${owner}:staff:${key}`,
    kind: number <= expertsAskedFor(network, city) ? 'POST' : 'UNIT',
    name: `Fachstelle ${key} der ${owner}`,
    role: pick(TASKS, chance),
    department: pick(DEPARTMENTS, chance >>> 3),
    languages: chance % 3 === 0 ? ['de', 'en'] : ['de'],
    source: `${address}/stellen/${key}`,
    updatedAt: `2026-0${1 + (chance % 9)}-12T08:30:00.000Z`,
    contact: {
      email: `${key}@${owner}.example`,
      phone: `+49 30 ${1_000_000 + (chance % 9_000_000)}`,
      url: `${address}/kontakt/${key}`,
    },
    city: { id: owner },
    experiences: [inventExperience(owner, key, chance >>> 6)],
  };
}

function inventExperience(owner: string, key: string, chance: number): Experience {
  const work = pick(WORK, chance);
  const number = key.lastIndexOf('-');
  const concept = `concept:${key.slice(0, number)}`;
  const { features, topic } = standsIn(KINDS.staffHits, owner, concept, Number(key.slice(number + 1)) - 1);
  return {
    ...(features as Pick<Experience, 'role' | 'since' | 'until'>),
    summary: `${work} mit Trägern, Verwaltung und Anwohnern.`,
    source: `https://${owner}.example/berichte/${chance % 1000}`,
    topic: { id: topic.id, label: `${work} im Quartier` },
    programme: {
      id: `${owner}:programme:${key}`,
      title: `${work} ${2012 + (chance % 12)}`,
      status: pick(STATUSES, chance),
    },
  };
}

function pick<Value>(values: readonly Value[], chance: number): Value {
  return values[chance % values.length]!;
}

function hash(text: string): number {
  let value = 0;
  for (let place = 0; place < text.length; place++) value = (Math.imul(value, 31) + text.charCodeAt(place)) | 0;
  return value >>> 1;
}
