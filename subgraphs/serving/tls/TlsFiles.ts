import { X509Certificate, createPrivateKey } from 'node:crypto';
import { statSync } from 'node:fs';
import type { EnvironmentReader } from '../EnvironmentReader';
import { readRegularFileSync } from '../files/regularFile';

/** Paths of files in PEM, by which the two sides of a connection over TLS know each other. */
export interface TlsFiles {
  /** Those who may vouch for the other side, in place of all whom this machine trusts. */
  readonly ca?: string;
  /** By which the other side knows this one. Never without the key. */
  readonly cert?: string;
  readonly key?: string;
}

/** What is in these files, as node:tls takes it. */
export type TlsContents = Readonly<Partial<Record<keyof TlsFiles, Buffer>>>;

/** How messages name each file: by the variable, say, that has its path. */
export type TlsNames = Readonly<Record<keyof TlsFiles, string>>;

/** Files that settings name. */
export interface TlsSettings {
  readonly files: TlsFiles;
  readonly names: TlsNames;
}

/** A file does not hold what it should. The message names it, says what was expected, and what is there. */
export class TlsFileError extends Error {
  override readonly name = 'TlsFileError';

  constructor(
    message: string,
    /** The system's, such as `ENOENT`, or OpenSSL's, such as `ERR_OSSL_X509_KEY_VALUES_MISMATCH`. */
    readonly code: string,
  ) {
    super(message);
  }
}

const PARTS = ['ca', 'cert', 'key'] as const;

/** Reads the variables with these names; undefined where none is set. No file is read. */
export function readTlsSettings(variables: EnvironmentReader, names: TlsNames): TlsSettings | undefined {
  const [ca, cert, key] = PARTS.map((part) => variables.text(names[part]));
  if ((cert === undefined) !== (key === undefined)) {
    const [given, missing] = cert === undefined ? (['key', 'cert'] as const) : (['cert', 'key'] as const);
    variables.report(`${names[given]} must come with ${names[missing]}, but got none.`);
  }
  if (ca === undefined && (cert === undefined || key === undefined)) return undefined;
  return {
    names,
    files: { ...(ca !== undefined && { ca }), ...(cert !== undefined && key !== undefined && { cert, key }) },
  };
}

/**
 * Which files lie there now: another text once one of them was replaced.
 *
 * @throws TlsFileError where one is not there
 */
export function versionOf({ files, names }: TlsSettings): string {
  return PARTS.map((part) => {
    const path = files[part];
    if (path === undefined) return '';
    const { mtimeMs, ino, size } = reading(path, names[part], () => statSync(path));
    return `${mtimeMs} ${ino} ${size}`;
  }).join(', ');
}

/** @throws TlsFileError where one cannot be read, holds something else, or the key is that of another certificate */
export function readContents({ files, names }: TlsSettings): TlsContents {
  const contents: Partial<Record<keyof TlsFiles, Buffer>> = {};
  for (const part of PARTS) {
    const path = files[part];
    if (path === undefined) continue;
    const name = names[part];
    const content = reading(path, name, () => readRegularFileSync(path));
    const what = part === 'key' ? 'a private key in PEM, without a passphrase' : 'a certificate in PEM';
    attempt(`${name} must be the path of ${what}, but got ${JSON.stringify(path)}, which is none`, () =>
      part === 'key' ? createPrivateKey(content) : new X509Certificate(content),
    );
    contents[part] = content;
  }
  const { cert, key } = contents;
  if (cert !== undefined && key !== undefined && !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new TlsFileError(
      `${names.key} must be the key of the certificate in ${names.cert}, but got ${JSON.stringify(files.key)}, which is another's.`,
      'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
    );
  }
  return contents;
}

function reading<T>(path: string, name: string, read: () => T): T {
  return attempt(`${name} must be the path of a file that can be read, but got ${JSON.stringify(path)}`, read);
}

function attempt<T>(problem: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    throw new TlsFileError(`${problem} (${code}).`, code);
  }
}
