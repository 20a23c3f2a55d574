/** What people copy out of the line of a browser. */
const ADDRESS = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)\S+/giu;

/** The addresses of web pages in a text: none of their parts is a word of the question, nor the name of a city. */
export function addressesIn(text: string): readonly string[] {
  return text.match(ADDRESS) ?? [];
}

export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, ' ').trim();
}
