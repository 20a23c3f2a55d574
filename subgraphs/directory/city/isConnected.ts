import type { City } from '../network/Network';

/** A city hosts a server when its entry says where; whether the server can be used is the city's status. */
export function isConnected({ url }: City): boolean {
  return url !== undefined;
}
