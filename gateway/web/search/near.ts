import { isCityId } from '../../../subgraphs/contract/ids';

/** A circle around a city, as the API takes it. */
export interface Near {
  /** A slug. */
  readonly city: string;
  /** The radius, as the crow flies. */
  readonly km: number;
}

/** As far as the API looks. */
const MOST_KM = 20_000;

/** Reads `gera:50`, fifty kilometres around Gera. Undefined for what is none. */
export function parseNear(value: string): Near | undefined {
  const [, city = '', digits = ''] = /^([^:]+):(\d{1,5})$/.exec(value) ?? [];
  const km = Number(digits);
  return isCityId(city) && km >= 1 && km <= MOST_KM ? { city, km } : undefined;
}
