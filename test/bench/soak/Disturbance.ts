import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkText } from '../../../gateway/operator/NetworkText';
import { FAILURES } from './Conduct';
import type { Soak } from './openSoak';
import { CITIES } from './openSoak';
import type { Witness } from './Witness';

/** In each slot one city fails and is well again, and one is changed in the registry and changed back. */
const SLOT_MS = 10_000;
const FAILS_MS = 5_000;
const CHANGED_AT_MS = 2_000;
const CHANGED_BACK_AT_MS = 7_000;
/** The one that is changed is far from the one that fails, so that each of them can be held to its word. */
const APART = CITIES / 2;

interface RegistryChange {
  readonly isAskedMeanwhile: boolean;
  readonly there: (text: NetworkText, city: number) => void;
  readonly back: (text: NetworkText, city: number) => void;
}

/** What was disturbed so far. */
export interface Disturbance {
  readonly failures: number;
  readonly registryChanges: number;
}

/**
 * Disturbs the network slot by slot, and tells the witness, so long; then all is as it was.
 *
 * @throws when it is to end early
 */
export async function disturb(
  soak: Soak,
  witness: Witness,
  durationMs: number,
  signal: AbortSignal,
): Promise<Disturbance> {
  const changes: readonly RegistryChange[] = [
    {
      isAskedMeanwhile: false,
      there: (text, city) => {
        text.suspend(soak.cityIds[city]!, 'Soak');
      },
      back: (text, city) => {
        text.resume(soak.cityIds[city]!);
      },
    },
    {
      isAskedMeanwhile: false,
      there: (text, city) => {
        text.remove(soak.cityIds[city]!, { fromAlliances: true });
      },
      back: (text, city) => {
        text.add(soak.cityIds[city]!, soak.fieldsOf(city));
      },
    },
    {
      isAskedMeanwhile: true,
      there: (text, city) => {
        text.move(soak.cityIds[city]!, soak.urlOf(city, 1));
      },
      back: (text, city) => {
        text.move(soak.cityIds[city]!, soak.urlOf(city, 0));
      },
    },
  ];

  async function fail(slot: number): Promise<void> {
    const city = slot % CITIES;
    witness.conduct(soak.cityIds[city]!, false);
    await soak.behave(city, FAILURES[slot % FAILURES.length]!);
    await sleep(FAILS_MS);
    await soak.behave(city, 'WELL');
    witness.conduct(soak.cityIds[city]!, true);
  }

  async function change(slot: number): Promise<void> {
    const city = (slot + APART) % CITIES;
    const { isAskedMeanwhile, there, back } = changes[slot % changes.length]!;
    const apply = async (edit: typeof there, isAsked: boolean): Promise<void> => {
      witness.registry(soak.cityIds[city]!, isAsked);
      await soak.changeRegistry((text) => {
        edit(text, city);
      });
      witness.registry(soak.cityIds[city]!, isAsked);
    };
    await sleep(CHANGED_AT_MS);
    await apply(there, isAskedMeanwhile);
    await sleep(CHANGED_BACK_AT_MS - CHANGED_AT_MS);
    await apply(back, true);
  }

  const slots = Math.max(1, Math.floor(durationMs / SLOT_MS));
  const startedAt = performance.now();
  for (let slot = 0; slot < slots; slot++) {
    signal.throwIfAborted();
    await Promise.all([fail(slot), change(slot), sleep(startedAt + (slot + 1) * SLOT_MS - performance.now())]);
  }
  return { failures: slots, registryChanges: 2 * slots };
}
