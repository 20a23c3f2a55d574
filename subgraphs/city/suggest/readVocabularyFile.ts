import { Parser, Store } from 'n3';
import { isSlug } from '../../contract/ids';
import { readRegularFile, textOf } from '../../serving/files/regularFile';

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';

/**
 * Reads the concepts of a SKOS vocabulary in Turtle, as the network's own file is. A concept's id is `concept:` and the
 * last part of its IRI. Concepts without a label or a usable IRI are passed over: whether the file is right is for the hub
 * to say.
 *
 * @throws VocabularyError when the file cannot be read, is not Turtle, or has no concept
 */
export async function readVocabularyFile(path: string): Promise<readonly VocabularyConcept[]> {
  const triples = await readTriples(path);
  const concepts = triples.getSubjects(RDF_TYPE, `${SKOS}Concept`, null).flatMap(({ value: iri }) => {
    const slug = iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    const labels = ['prefLabel', 'altLabel', 'hiddenLabel'].flatMap((property) => labelsOf(triples, iri, property));
    return isSlug(slug) && labels.length > 0 ? [{ id: `concept:${slug}`, labels }] : [];
  });
  if (concepts.length === 0) {
    throw new VocabularyError(`${path} has no skos:Concept with a label.`);
  }
  return concepts;
}

async function readTriples(path: string): Promise<Store> {
  let turtle: string;
  try {
    turtle = textOf(await readRegularFile(path));
  } catch (error) {
    throw new VocabularyError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return new Store(new Parser({ format: 'text/turtle' }).parse(turtle));
  } catch (error) {
    throw new VocabularyError(`${path} is not Turtle: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function labelsOf(triples: Store, iri: string, property: string): readonly Label[] {
  return triples
    .getObjects(iri, `${SKOS}${property}`, null)
    .filter((term) => term.termType === 'Literal')
    .map(({ language, value }) => ({ lang: language.toLowerCase(), text: value.trim() }))
    .filter(({ text }) => text !== '');
}

/** A label with its language, a BCP 47 tag in lower case; empty where the language is not known. */
export interface Label {
  readonly lang: string;
  readonly text: string;
}

/** A concept of the network's vocabulary, as far as topics are compared with it. */
export interface VocabularyConcept {
  /** `concept:<slug>` */
  readonly id: string;
  /** The preferred ones before the others; at least one. */
  readonly labels: readonly Label[];
}

/** The concepts cannot be had from where they were to come. The message says why. */
export class VocabularyError extends Error {
  override readonly name = 'VocabularyError';
}
