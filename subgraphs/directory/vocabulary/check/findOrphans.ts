import type { SkosGraph } from './SkosGraph';

/** Concepts that nobody comes upon who walks down from the schemes, and schemes and top concepts that there are not. */
export function findOrphans({ concepts, schemes, namedAsTop }: SkosGraph): readonly string[] {
  // Of that, whoever reads the file tells.
  if (concepts.size === 0) return [];
  if (schemes.size === 0) return ['The file must have a skos:ConceptScheme, but has none.'];
  const strangers = [...namedAsTop]
    .filter((iri) => !concepts.has(iri))
    .map((iri) => `<${iri}> is named as a top concept, but is no concept of this file.`);
  const orphans = [...concepts.values()].flatMap(({ name, broader, schemes: own, isTop }) => [
    ...[...own]
      .filter((scheme) => !schemes.has(scheme))
      .map((scheme) => `${name} is in <${scheme}>, which is no skos:ConceptScheme of this file.`),
    ...(own.size === 0 ? [`${name} must be in a scheme (skos:inScheme), but is in none.`] : []),
    ...(broader.size === 0 && !isTop
      ? [`${name} must have a broader concept or be a top concept of a scheme, but is neither.`]
      : []),
  ]);
  return [...strangers, ...orphans];
}
