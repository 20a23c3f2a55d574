import type { TestNetwork } from '../../network/startNetwork';

/** The city that is taken away while somebody asks. */
export const SILENT_CITY = 'voorbeeldstad';

/** A city that can be taken away, and given back. */
export interface Outage {
  begin(): Promise<void>;
  end(): Promise<void>;
  /** Ends what it started for that. */
  close(): Promise<void>;
}

/** Cuts the wire to the city: what a hub sees of a city that is gone. */
export function cutWire(network: TestNetwork): Promise<Outage> {
  const { wire } = network.city(SILENT_CITY);
  const treat = (treatment: 'RESET' | 'FORWARD') => {
    wire.treat = () => treatment;
    return Promise.resolve();
  };
  return Promise.resolve({ begin: () => treat('RESET'), end: () => treat('FORWARD'), close: () => treat('FORWARD') });
}
