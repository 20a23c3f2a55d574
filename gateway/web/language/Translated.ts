import type { Language } from './Texts';

/** A text in every language that the hub speaks. */
export type Translated = Readonly<Record<Language, string>>;
