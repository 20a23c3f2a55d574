import { isIP } from 'node:net';
import type { LimitsConfig } from './LimitsConfig';

/** How the environment is read: a variable that is empty counts as not set. */
export interface Variables {
  readonly text: (name: string) => string | undefined;
  readonly integer: (name: string, fallback: number, min: number, max: number, what: string) => number;
  readonly flag: (name: string, fallback: boolean) => boolean;
  /** Is told each variable that is wrong. */
  readonly report: (problem: string) => void;
}

export function parseLimits({ text, integer, flag, report }: Variables): LimitsConfig {
  const list = (name: string, what: string, isValid: (item: string) => boolean): readonly string[] => {
    const items = (text(name) ?? '').split(/[\s,]+/).filter((item) => item !== '');
    for (const item of items) if (!isValid(item)) report(`${name} must be a list of ${what}, but got "${item}".`);
    return items;
  };
  return {
    // The demo is for whoever started it.
    requestsPerMinute: integer(
      'HANSE_REQUESTS_PER_MINUTE',
      text('HANSE_NETWORK') === undefined ? 0 : 1_200,
      0,
      1_000_000,
      'a number of requests',
    ),
    trustedProxies: list('HANSE_TRUSTED_PROXIES', 'addresses or networks such as 10.0.0.0/8', isNetwork),
    corsOrigins: list('HANSE_CORS_ORIGINS', 'origins such as https://dashboard.example.org', isOrigin),
    introspection: flag('HANSE_INTROSPECTION', true),
    maxDepth: integer('HANSE_MAX_DEPTH', 20, 1, 1_000, 'a number of levels'),
    maxAliases: integer('HANSE_MAX_ALIASES', 100, 0, 10_000, 'a number of aliases'),
  };
}

function isNetwork(item: string): boolean {
  const [address = '', bits, ...rest] = item.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isOrigin(item: string): boolean {
  return URL.canParse(item) && new URL(item).origin === item;
}
