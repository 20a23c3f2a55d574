import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of all texts together. What is parsed of a text takes some twenty times as much. */
const MAX_CHARACTERS = 1_400_000;

/**
 * What was parsed and is valid, for Apollo Server. Its own store writes each document as JSON to learn its size, in the same turn of
 * the event loop in which the document was validated.
 */
export class DocumentStore {
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.end ?? 1),
  });

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.#documents.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, document);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#documents.delete(key));
  }
}
