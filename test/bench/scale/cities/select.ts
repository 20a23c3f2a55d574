import type { AskedField } from './readOperation';

/** Of a value what was asked for. A function gives its value when it is asked for. */
export function select(value: unknown, selection: readonly AskedField[] | null): unknown {
  if (selection === null || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => select(entry, selection));
  const record = value as Readonly<Record<string, unknown>>;
  const selected: Record<string, unknown> = {};
  for (const { key, name, type, selection: below } of selection) {
    if (type !== null && type !== record['__typename']) continue;
    const found = record[name];
    if (found === undefined) throw new Error(`"${name}" is not simulated.`);
    selected[key] = select(typeof found === 'function' ? (found as () => unknown)() : found, below);
  }
  return selected;
}
