import { parseId } from './parseId';

/** True for `concept:<slug>`, whether or not the vocabulary has it. */
export function isConceptId(id: unknown): boolean {
  const parsed = parseId(id);
  return parsed?.owner === 'hub' && parsed.type === 'concept';
}
