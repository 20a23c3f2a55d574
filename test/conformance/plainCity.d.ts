import type { JSONWebKeySet } from 'jose';

// The parts are JavaScript, on purpose.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Part = any;

export type Parts = Readonly<Record<string, Part>>;

export const parts: Parts;
export const records: Readonly<Record<string, readonly Part[]>>;

export function startPlainCity(
  options: { readonly cityId: string; readonly jwks: JSONWebKeySet; readonly issuer: string },
  broken?: Parts,
): Promise<{ readonly url: string; close(): Promise<void> }>;
