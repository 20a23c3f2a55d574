import type { City } from '../network/Network';

/** A city is connected when its entry says where its server is; whether that can be used is the city's status. */
export function isConnected({ url }: City): boolean {
  return url !== undefined;
}
