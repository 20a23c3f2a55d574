/** A circle on the map, in its units. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Where a name stands beside its circle. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The size of letters on a phone, where they are largest; see mapStyle.ts. */
const LETTER = { width: 14, height: 26 };
const GAP = 5;

/**
 * Finds each name a place where it covers no circle and no other name: right of its circle, left, below, or above. Those that come first
 * choose first; a name for which there is no room is left out.
 *
 * @returns a label for each circle, in the same order, or undefined
 */
export function placeLabels(
  circles: readonly (Circle & { readonly name: string })[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly (Label | undefined)[] {
  const taken = circles.map(({ x, y, r }): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  return circles.map((circle, own) => {
    for (const [label, box] of candidates(circle)) {
      const isInside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!isInside || taken.some((other, at) => at !== own && overlap(box, other))) continue;
      taken.push(box);
      return label;
    }
    return undefined;
  });
}

function candidates({ x, y, r, name }: Circle & { readonly name: string }): readonly (readonly [Label, Box])[] {
  const [width, away] = [name.length * LETTER.width, r + GAP];
  const beside = { top: y - LETTER.height / 2, bottom: y + LETTER.height / 2 };
  const across = { left: x - width / 2, right: x + width / 2 };
  // A letter stands on its line, about a third of its height below the middle.
  const line = y + LETTER.height * 0.3;
  return [
    [
      { x: x + away, y: line, anchor: 'start' },
      { ...beside, left: x + away, right: x + away + width },
    ],
    [
      { x: x - away, y: line, anchor: 'end' },
      { ...beside, left: x - away - width, right: x - away },
    ],
    [
      { x, y: y + away + LETTER.height * 0.8, anchor: 'middle' },
      { ...across, top: y + away, bottom: y + away + LETTER.height },
    ],
    [
      { x, y: y - away, anchor: 'middle' },
      { ...across, top: y - away - LETTER.height, bottom: y - away },
    ],
  ];
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
