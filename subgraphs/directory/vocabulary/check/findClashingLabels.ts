import { foldText } from '../foldText';
import { primaryLanguage } from '../LangString';
import type { LangString } from '../LangString';
import type { SkosConcept, SkosGraph } from './SkosGraph';

/**
 * Labels by which a concept cannot be told from another one, as they are compared in a search: in one language, without
 * case, accents and further spaces. And labels that a concept has as preferred and as alternative one (SKOS S13).
 */
export function findClashingLabels({ concepts }: SkosGraph): readonly string[] {
  const owners = new Map<string, { readonly label: LangString; readonly concepts: Set<SkosConcept> }>();
  for (const concept of concepts.values()) {
    for (const label of [...concept.prefLabels, ...concept.altLabels]) {
      const key = `${primaryLanguage(label.lang)} ${foldText(label.text).replace(/\s+/g, ' ')}`;
      const owner = owners.get(key) ?? { label, concepts: new Set() };
      owner.concepts.add(concept);
      owners.set(key, owner);
    }
  }
  const shared = [...owners.values()]
    .filter(({ concepts: sharing }) => sharing.size > 1)
    .map(({ label, concepts: sharing }) => {
      const names = [...sharing].map(({ name }) => name).join(', ');
      return `${show(label)} must be a label of one concept, but is one of ${names}.`;
    });
  return [...shared, ...[...concepts.values()].flatMap(findDoubled)];
}

function findDoubled({ name, prefLabels, altLabels }: SkosConcept): readonly string[] {
  return altLabels
    .filter(({ lang, text }) => prefLabels.some((label) => label.lang === lang && label.text === text))
    .map((label) => `${name} must have ${show(label)} as preferred or as alternative label, but has both.`);
}

function show({ lang, text }: LangString): string {
  return lang === '' ? `"${text}"` : `"${text}"@${lang}`;
}
