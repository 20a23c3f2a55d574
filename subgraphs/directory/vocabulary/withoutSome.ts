/** The items without those to drop, or all of them when none would be left: the label "IT" has no other words. */
export function withoutSome<T>(items: readonly T[], drop: (item: T) => boolean): readonly T[] {
  const kept = items.filter((item) => !drop(item));
  return kept.length > 0 && kept.length < items.length ? kept : items;
}
