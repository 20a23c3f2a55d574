import { Parser } from 'n3';
import { primaryLanguageOf } from '../../../contract/languages';
import { parseVocabulary, VocabularyError } from '../parseVocabulary';
import type { VocabularyProblem } from '../parseVocabulary';
import { readSkosGraph } from './SkosGraph';
import type { SkosGraph, SkosConcept } from './SkosGraph';
import { foldText } from '../foldText';
import type { LangString } from '../Concept';

export interface VocabularyCheck {
  /** What should be put right, that for which the hub would refuse the file first. */
  readonly findings: readonly VocabularyProblem[];
  /** Null when the file is not Turtle. */
  readonly size: VocabularySize | null;
}

export interface VocabularySize {
  readonly concepts: number;
  readonly topConcepts: number;
  /** Preferred and alternative labels by primary language, sorted by it. */
  readonly labels: ReadonlyMap<string, number>;
}

/**
 * Looks for what is wrong in a vocabulary: what `parseVocabulary` refuses, and what it takes although searches get worse
 * by it, since any SKOS file may be used: labels that are missing in a language or lead to two concepts, concepts without
 * a place in a scheme, relations that SKOS rules out.
 *
 * @param turtle the file's content
 * @param fileName what findings call the file
 */
export function checkVocabulary(turtle: string, fileName: string): VocabularyCheck {
  const refusals = findRefusals(turtle, fileName);
  // Of a file with a syntax error, nothing else can be said.
  if (refusals.some(({ line }) => line !== undefined)) return { findings: refusals, size: null };
  const graph = readSkosGraph(new Parser({ format: 'text/turtle' }).parse(turtle));
  const findings = [findMissingLabels, findClashingLabels, findOrphans, findRelatedAncestors].flatMap((find) =>
    find(graph).map((reason) => ({ reason })),
  );
  return { findings: [...refusals, ...findings], size: measure(graph) };
}

function findRefusals(turtle: string, fileName: string): readonly VocabularyProblem[] {
  try {
    parseVocabulary(turtle, fileName);
    return [];
  } catch (error) {
    if (error instanceof VocabularyError) return error.problems;
    throw error;
  }
}

function measure({ concepts }: SkosGraph): VocabularySize {
  const all = [...concepts.values()];
  const langs = all.flatMap(({ prefLabels, altLabels }) =>
    [...prefLabels, ...altLabels].map(({ lang }) => primaryLanguageOf(lang)),
  );
  const labels = new Map([...new Set(langs)].sort().map((lang) => [lang, 0]));
  for (const lang of langs) labels.set(lang, (labels.get(lang) ?? 0) + 1);
  return { concepts: concepts.size, topConcepts: all.filter(({ isTop }) => isTop).length, labels };
}

/** The languages in which a reader can expect a label: more than half of the concepts have a preferred one. */
function findMissingLabels({ concepts }: SkosGraph): readonly string[] {
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
  return new Set(prefLabels.map(({ lang }) => primaryLanguageOf(lang)));
}

function quoteAll(texts: Iterable<string>): string {
  return [...texts].map((text) => `"${text}"`).join(', ');
}

/**
 * Labels by which a concept cannot be told from another one, as they are compared in a search: in one language, without
 * case, accents and further spaces. And labels that a concept has as preferred and as alternative one (SKOS S13).
 */
function findClashingLabels({ concepts }: SkosGraph): readonly string[] {
  const owners = new Map<string, { readonly label: LangString; readonly concepts: Set<SkosConcept> }>();
  for (const concept of concepts.values()) {
    for (const label of [...concept.prefLabels, ...concept.altLabels]) {
      const key = `${primaryLanguageOf(label.lang)} ${foldText(label.text).replace(/\s+/g, ' ')}`;
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

/** Concepts that nobody comes upon who walks down from the schemes, and schemes and top concepts that there are not. */
function findOrphans({ concepts, schemes, namedAsTop }: SkosGraph): readonly string[] {
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

/** Pairs that are `skos:related` although one is above the other, at whatever distance (SKOS Reference, S27). */
function findRelatedAncestors({ concepts }: SkosGraph): readonly string[] {
  const isAbove = (iri: string, concept: SkosConcept): boolean => ancestorsOf(concept, concepts).has(iri);
  return [...concepts].flatMap(([iri, concept]) =>
    [...concept.related].flatMap((otherIri) => {
      const other = concepts.get(otherIri);
      if (other === undefined) return [];
      if (isAbove(otherIri, concept)) return [describe(concept, other, other, concept)];
      return isAbove(iri, other) ? [describe(concept, other, concept, other)] : [];
    }),
  );
}

function ancestorsOf(concept: SkosConcept, concepts: ReadonlyMap<string, SkosConcept>): ReadonlySet<string> {
  // A set is walked on while it grows, and ends also where `broader` goes round in a circle.
  const ancestors = new Set(concept.broader);
  for (const iri of ancestors) {
    for (const next of concepts.get(iri)?.broader ?? []) ancestors.add(next);
  }
  return ancestors;
}

function describe(one: SkosConcept, other: SkosConcept, above: SkosConcept, below: SkosConcept): string {
  return `${one.name} must not be skos:related to ${other.name}, for ${above.name} is broader than ${below.name}.`;
}
