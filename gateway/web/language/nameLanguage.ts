import type { Language } from './Texts';

/** A language's name: `nl` is Dutch, Niederländisch, Nederlands. What is no BCP 47 tag stays as it is. */
export function nameLanguage(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    // Intl throws a RangeError, and a city may publish anything.
    return tag;
  }
}
