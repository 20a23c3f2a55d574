/** The rows of each owner, in the owners' order, and each owner's rows in the order in which they came. */
export function rowsByOwner<Row>(
  owners: readonly string[],
  rows: readonly Row[],
  ownerOf: (row: Row) => string,
): Row[][] {
  const groups = new Map<string, Row[]>(owners.map((owner) => [owner, []]));
  for (const row of rows) {
    groups.get(ownerOf(row))?.push(row);
  }
  return owners.map((owner) => groups.get(owner) ?? []);
}
