import { createHash } from 'node:crypto';
import type { KindName } from '../kind/kinds';
import type { Problems } from '../Problems';

/** A file of an import. */
export interface SourceFile {
  /** As problems name it. */
  readonly name: string;
  /** In bytes, where that is known before it has been read. */
  readonly size: number | undefined;
  /** Its bytes; twice at most, and once alone when the size is not known. Throws what the system says. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** A file with records. */
export interface RecordFile extends SourceFile {
  readonly kind: KindName;
  /** Undefined when its first character tells: JSON begins with `{`. */
  readonly format: 'csv' | 'jsonl' | undefined;
}

/** Where an import comes from. */
export interface Source {
  /** `city.yaml`; undefined when the source has none. */
  readonly city: SourceFile | undefined;
  readonly files: readonly RecordFile[];
  /** The names of files that lie there and are no part of the import, such as a workbook. */
  readonly passedOver: readonly string[];
  /** `everything`: all that the city has, so that a kind without a file has no records; else the kinds of its files. */
  readonly covers: 'everything' | 'its files';
}

/** Opens a source; what is wrong with it goes to `problems`. */
export type OpenSource = (problems: Problems) => Promise<Source>;

/** Raise it when the same files would give other rows than before, so that they are imported anew. */
const FORMAT_VERSION = 3;

/**
 * A digest (SHA-256, hex) over the files of a source and how they are to be imported; undefined when that cannot be told
 * beforehand, because a file can be read once only.
 */
export async function digestSource({ city, files }: Source, options: unknown): Promise<string | undefined> {
  const digest = createHash('sha256').update(`${JSON.stringify([FORMAT_VERSION, options])}\n`);
  for (const file of city === undefined ? files : [city, ...files]) {
    if (file.size === undefined) return undefined;
    const content = createHash('sha256');
    for await (const chunk of file.read()) content.update(chunk);
    // A digest of digests: no file's end can pass for the beginning of the next.
    const kind = 'kind' in file ? file.kind : null;
    digest.update(`${JSON.stringify([file.name, kind, content.digest('hex')])}\n`);
  }
  return digest.digest('hex');
}
