/** How many typos a word of so many letters may have and still be taken for another: a short word must be right. */
export function typosAllowed(letters: number): 0 | 1 | 2 {
  if (letters < 5) return 0;
  return letters < 9 ? 1 : 2;
}
