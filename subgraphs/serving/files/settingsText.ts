import { textOf } from './regularFile';

/** A file of settings is no text that could be read. The message names the file and says what to do. */
export class SettingsEncodingError extends Error {
  override readonly name = 'SettingsEncodingError';

  constructor(file: string) {
    super(`${file} is no text in UTF-8, but UTF-16, which Windows calls Unicode, or no text at all. Save it as UTF-8.`);
  }
}

/**
 * The text of a file of `NAME=value` lines. In UTF-16 none of them would be found, and each setting would seem to be missing.
 *
 * @throws SettingsEncodingError
 */
export function settingsText(bytes: Buffer, file: string): string {
  if (bytes.includes(0)) throw new SettingsEncodingError(file);
  return textOf(bytes);
}
