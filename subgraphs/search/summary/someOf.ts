/** Some of a list by chance, each at most once. */
export function someOf<T>(all: readonly T[], most: number): readonly T[] {
  const rest = all.slice();
  const count = Math.min(most, rest.length);
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(Math.random() * (rest.length - at));
    [rest[at], rest[other]] = [rest[other] as T, rest[at] as T];
  }
  return rest.slice(0, count);
}
