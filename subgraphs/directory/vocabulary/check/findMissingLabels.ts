import { primaryLanguage } from '../LangString';
import type { SkosConcept, SkosGraph } from './SkosGraph';

/** The languages in which a reader can expect a label: more than half of the concepts have a preferred one. */
export function findMissingLabels({ concepts }: SkosGraph): readonly string[] {
  const all = [...concepts.values()].map((concept) => ({ concept, langs: languagesOf(concept) }));
  const counts = new Map<string, number>();
  for (const lang of all.flatMap(({ langs }) => [...langs])) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  const expected = [...counts].filter(([, count]) => count * 2 > concepts.size).map(([lang]) => lang);
  return all
    .filter(({ langs }) => langs.size > 0)
    .flatMap(({ concept, langs }) =>
      expected
        .filter((lang) => !langs.has(lang))
        .map(
          (lang) =>
            `${concept.name} must have a skos:prefLabel in "${lang}", as most concepts do, but has one in ${quoteAll(langs)} only.`,
        ),
    );
}

function languagesOf({ prefLabels }: SkosConcept): ReadonlySet<string> {
  return new Set(prefLabels.map(({ lang }) => primaryLanguage(lang)));
}

function quoteAll(texts: Iterable<string>): string {
  return [...texts].map((text) => `"${text}"`).join(', ');
}
