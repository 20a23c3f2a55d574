import { MAX_CURSOR_BYTES } from '../../subgraphs/contract/bounds';
import { languageOf } from '../web/language/textsOf';
import { refusalTextsOf } from '../web/language/refusalTexts';
import type { RefusalTexts } from '../web/language/refusalTexts';
import { LANGUAGES } from '../web/language/Texts';
import type { Language } from '../web/language/Texts';
import type { QueryString } from '../web/search/Search';
import type { Translated } from '../web/language/Translated';

/** What may be given to a question, or to a format. */
export interface Parameter {
  readonly name: string;
  readonly description: Translated;
  readonly kind: ParameterKind;
  /** Takes several, repeated or separated by commas. */
  readonly isList?: boolean;
  readonly isRequired?: boolean;
  /** What holds without it, where that is one value. */
  readonly fallback?: string;
}

export type ParameterKind =
  | { readonly type: 'text' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'language' };

/** What was given, by name; what is not there was not given. */
export class Given {
  constructor(private readonly values: ReadonlyMap<string, readonly string[]>) {}

  one(name: string): string | undefined {
    return this.values.get(name)?.[0];
  }

  number(name: string): number | undefined {
    const value = this.one(name);
    return value === undefined ? undefined : Number(value);
  }

  /** `true` and `false` of a choice between them. */
  truth(name: string): boolean | undefined {
    const value = this.one(name);
    return value === undefined ? undefined : value === 'true';
  }

  /** Undefined where nothing was given. */
  list(name: string): readonly string[] | undefined {
    return this.values.get(name);
  }

  get entries(): readonly (readonly [name: string, values: readonly string[]])[] {
    return [...this.values];
  }
}

export type ReadParameters =
  | { readonly state: 'valid'; readonly given: Given }
  /** What is wrong, in a sentence. */
  | { readonly state: 'invalid'; readonly problem: string };

/** Longer than any question; the hub may refuse a shorter one. */
const MAX_LENGTH = 1_000;
const MAX_ITEMS = 100;
/** Of a list, however it is given: a hundred ids. */
const MAX_LIST_LENGTH = 8_000;

/**
 * Reads a query string. Empty values count as missing. What is not known is wrong, for it may be a misspelt condition.
 *
 * @param language in which it is told what is wrong
 */
export function readParameters(query: QueryString, known: readonly Parameter[], language: Language): ReadParameters {
  const texts = refusalTextsOf(language);
  const values = new Map<string, readonly string[]>();
  const invalid = (problem: string): ReadParameters => ({ state: 'invalid', problem });
  const unknown = Object.keys(query).find((name) => !known.some((parameter) => parameter.name === name));
  if (unknown !== undefined) {
    return invalid(texts.noParameter(quote(unknown), known.map(({ name }) => name).join(', ')));
  }
  for (const parameter of known) {
    const { name, isList = false, isRequired = false } = parameter;
    const given = [query[name] ?? []].flat();
    if (!isList && given.length > 1) return invalid(texts.givenTwice(name));
    if (given.join(',').length > mostCharacters(parameter)) return invalid(texts.tooLong(name));
    const parts = isList ? given.flatMap((value) => value.split(',')) : given;
    const list = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
    if (list.length > MAX_ITEMS) return invalid(texts.tooManyValues(name, MAX_ITEMS));
    for (const value of list) {
      const problem = problemOf(value, parameter, texts);
      if (problem !== undefined) return invalid(problem);
    }
    if (list.length > 0) values.set(name, list);
    else if (isRequired) return invalid(texts.missing(name, parameter.description[language]));
  }
  return { state: 'valid', given: new Given(values) };
}

function mostCharacters({ name, isList = false }: Parameter): number {
  if (name === 'after') return MAX_CURSOR_BYTES;
  return isList ? MAX_LIST_LENGTH : MAX_LENGTH;
}

function problemOf(value: string, { name, kind }: Parameter, texts: RefusalTexts): string | undefined {
  switch (kind.type) {
    case 'text':
      return undefined;
    case 'choice':
      return kind.values.includes(value) ? undefined : texts.noSuchValue(name, kind.values, quote(value));
    case 'number': {
      const isNumber = /^\d{1,9}$/.test(value) && Number(value) >= kind.min && Number(value) <= kind.max;
      return isNumber ? undefined : texts.noNumber(name, [kind.min, kind.max], quote(value));
    }
    case 'language':
      return languageOf(value) === undefined ? texts.noSuchValue(name, LANGUAGES, quote(value)) : undefined;
  }
}

/** As JSON has it, and short: it goes back to whoever sent it. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
