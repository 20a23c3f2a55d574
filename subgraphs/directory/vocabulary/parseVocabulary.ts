import { Parser } from 'n3';
import type { Quad, Term } from 'n3';
import { isSlug } from '../../contract/ids';
import type { Concept, LangString } from './Concept';
import { Vocabulary } from './Vocabulary';

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';

/**
 * Reads a vocabulary in SKOS, written in Turtle. Every `skos:Concept` is taken; `broader` and `narrower` complete each
 * other, `related` holds both ways (SKOS Reference, sections 8.3 S25 and S23).
 *
 * @param turtle the file's content
 * @param fileName what error messages call the file
 * @throws VocabularyError at the first syntax error with its line, else with everything that is wrong: no concept at
 *   all, a concept without a label or with two preferred ones in a language, a relation that leads to no concept, a cycle in
 *   `broader`, an IRI that makes no slug or the same slug as another
 */
export function parseVocabulary(turtle: string, fileName: string): Vocabulary {
  const triples = parseTurtle(turtle, fileName);
  const problems: VocabularyProblem[] = [];
  const report = (reason: string) => problems.push({ reason });

  const types = triples.get(RDF_TYPE) ?? [];
  const iris = types.filter(({ object }) => object.value === `${SKOS}Concept`).map(({ subject }) => subject.value);
  if (iris.length === 0) report(`It has no skos:Concept. ${whyNone(types)}`);
  const ids = nameConcepts(iris, report);
  const broader = relate(triples, ids, { property: 'broader', inverse: 'narrower' }, report);
  const narrower = relate(triples, ids, { property: 'narrower', inverse: 'broader' }, report);
  const related = relate(triples, ids, { property: 'related', inverse: 'related' }, report);

  const prefLabels = groupBySubject(triples, 'prefLabel');
  const altLabels = groupBySubject(triples, 'altLabel');
  const definitions = groupBySubject(triples, 'definition');
  const exactMatch = groupBySubject(triples, 'exactMatch');
  const concepts = [...ids].map(([iri, id]): Concept => ({
    id,
    iri,
    prefLabels: readTexts(prefLabels.get(iri)),
    altLabels: readTexts(altLabels.get(iri)),
    definitions: readTexts(definitions.get(iri)),
    broader: broader.get(id) ?? [],
    narrower: narrower.get(id) ?? [],
    related: related.get(id) ?? [],
    exactMatch: exactMatch.get(iri)?.map(({ value }) => value) ?? [],
  }));

  for (const concept of concepts) reportLabels(concept, report);
  for (const cycle of findCycles(broader)) report(`${cycle.join(' → ')} is a circle of broader concepts.`);
  if (problems.length > 0) throw new VocabularyError(fileName, problems);
  return new Vocabulary(concepts);
}

type Report = (reason: string) => void;

/** A file without concepts is a mistake: with it, a hub would understand nobody. */
function whyNone(types: readonly Quad[]): string {
  const similar = types.find(({ object }) => /[/#]Concept$/.test(object.value));
  if (similar) {
    return `What it calls a concept is a <${similar.object.value}>, and must be a <${SKOS}Concept>: look at its @prefix.`;
  }
  return types.length === 0
    ? 'Nothing in it has a type: it may be empty or another file.'
    : `The first thing that has a type is a <${types[0]?.object.value ?? ''}>.`;
}

/** By predicate; a triple that the file states twice stands there twice. */
type Triples = ReadonlyMap<string, readonly Quad[]>;

function parseTurtle(turtle: string, fileName: string): Triples {
  const byPredicate = new Map<string, Quad[]>();
  // Not an n3 Store, whose indexes take three times as long as the parsing.
  for (const quad of parseQuads(turtle, fileName)) {
    const known = byPredicate.get(quad.predicate.value);
    if (known === undefined) byPredicate.set(quad.predicate.value, [quad]);
    else known.push(quad);
  }
  return byPredicate;
}

function parseQuads(turtle: string, fileName: string): readonly Quad[] {
  try {
    return new Parser({ format: 'text/turtle' }).parse(turtle);
  } catch (cause) {
    const { message, context } = cause as Error & { context?: { line?: number } };
    throw new VocabularyError(fileName, [
      { ...(context?.line !== undefined && { line: context.line }), reason: `The file is not Turtle: ${message}` },
    ]);
  }
}

/** Ids by IRI. */
function nameConcepts(iris: readonly string[], report: Report): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const iriOfId = new Map<string, string>();
  for (const iri of iris) {
    const slug = iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    const id = `concept:${slug}`;
    const other = iriOfId.get(id);
    if (!isSlug(slug)) report(`<${iri}> must end in a slug such as "social-housing", but ends in "${slug}".`);
    else if (other !== undefined) report(`<${iri}> and <${other}> end in the same slug "${slug}".`);
    iriOfId.set(id, iri);
    ids.set(iri, id);
  }
  return ids;
}

/** For each concept the ids to which a property leads, whether it is stated or its inverse is. */
function relate(
  triples: Triples,
  ids: ReadonlyMap<string, string>,
  { property, inverse }: { property: string; inverse: string },
  report: Report,
): ReadonlyMap<string, readonly string[]> {
  const stated = triples.get(`${SKOS}${property}`) ?? [];
  for (const { subject, object } of stated) {
    for (const end of [subject, object]) {
      if (!ids.has(end.value))
        report(`${show(subject)} skos:${property} ${show(object)}: ${show(end)} is no concept of this file.`);
    }
  }
  const pairs = [
    ...stated.map(({ subject, object }) => [subject.value, object.value] as const),
    ...(triples.get(`${SKOS}${inverse}`) ?? []).map(({ subject, object }) => [object.value, subject.value] as const),
  ];
  const related = new Map<string, Set<string>>();
  for (const [from, to] of pairs) {
    const fromId = ids.get(from);
    const toId = ids.get(to);
    if (fromId === undefined || toId === undefined) continue;
    const list = related.get(fromId) ?? new Set();
    related.set(fromId, list.add(toId));
  }
  return new Map([...related].map(([id, list]) => [id, [...list]]));
}

/** What a property holds, by the IRI of its subject: in the order of the file, each object once. */
function groupBySubject(triples: Triples, property: string): ReadonlyMap<string, readonly Term[]> {
  const bySubject = new Map<string, Term[]>();
  for (const { subject, object } of triples.get(`${SKOS}${property}`) ?? []) {
    const known = bySubject.get(subject.value);
    if (known === undefined) bySubject.set(subject.value, [object]);
    else if (!known.some((other) => other.equals(object))) known.push(object);
  }
  return bySubject;
}

function readTexts(terms: readonly Term[] = []): readonly LangString[] {
  return terms
    .filter((term) => term.termType === 'Literal')
    .map(({ language, value }) => ({ lang: language.toLowerCase(), text: value.trim() }))
    .filter(({ text }) => text !== '');
}

function reportLabels({ id, prefLabels }: Concept, report: Report): void {
  if (prefLabels.length === 0) report(`${id} must have a skos:prefLabel, but has none.`);
  const langs = prefLabels.map(({ lang }) => lang);
  for (const lang of new Set(langs.filter((lang, index) => langs.indexOf(lang) < index))) {
    report(`${id} must have one skos:prefLabel for a language, but has more for "${lang}".`);
  }
}

function show(term: Term): string {
  return term.termType === 'NamedNode' ? `<${term.value}>` : `"${term.value}"`;
}

/** One thing that is wrong in a vocabulary file. */
export interface VocabularyProblem {
  /** Counted from 1; known for syntax errors only, since triples do not remember where they stood. */
  readonly line?: number;
  /** A sentence that names the concept. */
  readonly reason: string;
}

/** A vocabulary file cannot be used; all its problems are named at once. */
export class VocabularyError extends Error {
  override readonly name = 'VocabularyError';

  constructor(
    readonly fileName: string,
    readonly problems: readonly VocabularyProblem[],
  ) {
    super(
      problems
        .map(({ line, reason }) => (line === undefined ? `${fileName}: ${reason}` : `${fileName}:${line}: ${reason}`))
        .join('\n'),
    );
  }
}

/**
 * Circles in a directed graph: each as the way from a node back to itself, `[a, b, a]`. Empty when there are none;
 * at least one of every group of nodes that lie on circles.
 */
function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];

  const visit = (node: string): void => {
    if (way.includes(node)) {
      cycles.push([...way.slice(way.indexOf(node)), node]);
      return;
    }
    if (done.has(node)) return;
    way.push(node);
    edges.get(node)?.forEach(visit);
    way.pop();
    done.add(node);
  };
  for (const node of edges.keys()) visit(node);
  return cycles;
}
