const LONGEST = 60;

/** What was got, for a message: quoted, with control characters escaped, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
