import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseEnv } from 'node:util';
import { readFileSync } from 'node:fs';

/** How systemd would start a service. */
export interface Service {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Reads a unit and what is added to it as systemd does, as far as it tells what to start and with what; what it forbids the
 * service is not looked at: see `units.test.ts`.
 *
 * @param credentials folder that stands in for the one in which the service finds what it may read
 */
export function readUnit(texts: readonly string[], credentials: string): Service {
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => /^\w+=/.test(line));
  const all = (name: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${name}=`) ? [expand(line.slice(name.length + 1), credentials)] : []));
  for (const loaded of all('LoadCredential')) {
    const [, name, file] = /^([^:]+):(.*)$/.exec(loaded)!;
    cpSync(file!, join(credentials, basename(name!)));
  }
  const assigned = all('Environment').flatMap((line) => line.split(' '));
  const env: Record<string, string> = {
    ...Object.assign({}, ...all('EnvironmentFile').map((file) => parseEnv(readFileSync(file, 'utf8')))),
    ...Object.fromEntries(assigned.map((assignment) => /^(\w+)=(.*)$/.exec(assignment)!.slice(1))),
    CREDENTIALS_DIRECTORY: credentials,
  };
  const [start = ''] = all('ExecStart');
  const command = start.split(' ').map((word) => word.replace(/\$\{(\w+)\}/g, (_, name: string) => env[name] ?? ''));
  return { command, cwd: all('WorkingDirectory')[0] ?? '/', env };
}

/** Specifiers; throws at one that the pages have no use for, which is most likely a password's percent sign. */
function expand(value: string, credentials: string): string {
  return value.replace(/%(.?)/g, (all, letter: string) => {
    if (letter === 'd') return credentials;
    if (letter === '%') return '%';
    throw new Error(`What is ${all} in "${value}"?`);
  });
}
