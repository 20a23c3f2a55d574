import { isIPv4 } from 'node:net';

/** Whether the host of a URL, as `URL.hostname` has it, is this machine by its address itself. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
