import { createHash } from 'node:crypto';

/** Characters of base64url: more questions than one person can have by chance. */
const LENGTH = 8;

/**
 * Tells questions apart, so that a cursor of one is not taken for that of another. Those that ask the same have the same,
 * whatever the order of what they list, and whether they leave something out or give null or an empty list for it.
 *
 * @param question as JSON
 */
export function fingerprintOf(question: unknown): string {
  return createHash('sha256').update(canonical(question)).digest('base64url').slice(0, LENGTH);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member != null && !(Array.isArray(member) && member.length === 0))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.sort().join()}}`;
}
