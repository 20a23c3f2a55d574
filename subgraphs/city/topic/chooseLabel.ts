/**
 * The label in the language asked for, or in a less specific form of it (`de` for `de-AT`, RFC 4647 lookup); else in the
 * city's own language; else in the first language there is.
 */
export function chooseLabel(
  labels: Readonly<Record<string, string>>,
  asked: string | null,
  ownLanguage: string | null,
): string {
  // Nearly all topics are asked for in a language that they have, tagged as the city tags it.
  const exact = asked ?? ownLanguage ?? '';
  if (Object.hasOwn(labels, exact)) {
    return labels[exact] ?? '';
  }
  const byTag = new Map(Object.entries(labels).map(([tag, label]) => [tag.toLowerCase(), label]));
  for (const language of [asked, ownLanguage]) {
    const subtags = language?.toLowerCase().split('-') ?? [];
    for (let length = subtags.length; length > 0; length--) {
      const label = byTag.get(subtags.slice(0, length).join('-'));
      if (label !== undefined) {
        return label;
      }
    }
  }
  const [tag] = [...byTag.keys()].sort();
  return byTag.get(tag ?? '') ?? '';
}
