import type { Texts } from '../web/language/Texts';
import type { Refused } from '../web/search/askHub';
import { reasonByArgument, reasonByCode } from '../web/search/describeRefusal';
import type { Given } from './parameters';

/**
 * Why the hub refuses what was given to a question, in the reader's language. What the hub itself says is in English: it comes behind,
 * since it is more precise, and is all there is for who reads English.
 */
export function describeRefused(refused: Refused, given: Given, texts: Texts): string {
  if (texts.language === 'en') return refused.message;
  const byCode = reasonByCode(refused, texts);
  if (byCode !== undefined) return byCode;
  const reason = reasonByArgument(refused, given.one('text'), texts) ?? reasonByValue(refused, given, texts);
  return [...(reason === undefined ? [] : [reason]), `${texts.hubSays} ${refused.message}`].join(' ');
}

/** By the parameter for which the value was given that the hub does not take. */
function reasonByValue({ value }: Refused, given: Given, texts: Texts): string | undefined {
  const [name] = given.entries.find(([, values]) => value !== undefined && values.includes(value)) ?? [];
  return name && texts.unknownValue(name);
}
