/** Lines around a change that are shown as well. */
const CONTEXT = 3;
/** How far apart the two texts are brought together again at most. */
const MAX_LOOK_AHEAD = 2_000;

/**
 * What differs, in the manner of `diff -u`: removed lines begin with `-`, added ones with `+`, and `@@ <line>` tells the
 * line of the new text at which each part begins. Meant for few changes in a long text; not always the shortest way.
 */
export function diffLines(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const script: { readonly mark: ' ' | '-' | '+'; readonly line: string; readonly at: number }[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      script.push({ mark: ' ', line: old[i] ?? '', at: j + 1 });
      i += 1;
      j += 1;
      continue;
    }
    const [removed, added] = findNext(old, now, i, j);
    for (const line of old.slice(i, i + removed)) script.push({ mark: '-', line, at: j + 1 });
    for (const line of now.slice(j, j + added)) script.push({ mark: '+', line, at: (j += 1) });
    i += removed;
  }

  const shown = new Set<number>();
  script.forEach(({ mark }, index) => {
    if (mark === ' ') return;
    for (let near = index - CONTEXT; near <= index + CONTEXT; near += 1) shown.add(near);
  });
  return script.flatMap(({ mark, line, at }, index) => {
    if (!shown.has(index)) return [];
    return shown.has(index - 1) && index > 0 ? [`${mark}${line}`] : [`@@ ${at}`, `${mark}${line}`];
  });
}

/** The fewest lines to skip on both sides until the texts go on alike, for three lines where there are so many. */
function findNext(old: readonly string[], now: readonly string[], i: number, j: number): readonly [number, number] {
  const isAlike = (a: number, b: number): boolean =>
    a < old.length && b < now.length && [0, 1, 2].every((further) => old[a + further] === now[b + further]);
  for (let sum = 1; sum <= MAX_LOOK_AHEAD; sum += 1) {
    for (let removed = 0; removed <= sum; removed += 1) {
      if (isAlike(i + removed, j + sum - removed)) return [removed, sum - removed];
    }
  }
  return [old.length - i, now.length - j];
}
