/** A text of at most so many characters (code points), which ends in "…" where it was longer. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // No more of it is looked at than can count.
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
