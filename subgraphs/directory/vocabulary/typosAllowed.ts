/** How many typos a word may have and still be taken for another: a short word must be right. */
export function typosAllowed(word: string): number {
  // 2030 and 2031 are two years, and neither is a typo.
  if (/\p{Number}/u.test(word) || word.length < 5) return 0;
  return word.length < 9 ? 1 : 2;
}
