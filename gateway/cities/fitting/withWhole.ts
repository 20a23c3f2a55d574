import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';

/**
 * What a city is to be taken to lack: of some parts of the contract, all or nothing. Hits that stand in tiers or by a title and
 * cannot say in which or by which, or that cannot be continued behind one, would be out of order.
 */
export function withWhole(
  lacking: ReadonlySet<SchemaCoordinate>,
  parts: readonly SchemaCoordinate[],
): ReadonlySet<SchemaCoordinate> {
  return parts.some((part) => lacking.has(part)) ? new Set([...lacking, ...parts]) : lacking;
}
