import type { Features, SearchKind } from '../kind/SearchKind';
import { oneOf, orNull, text, wholeNumber } from './fieldRules';
import type { FieldRules } from './readFields';
import type { MappingKind } from '../../contract/enums';
import { MAPPING_KINDS } from '../../contract/enums';

/** The form of every hit, as the contract has it. */
export interface RawHit {
  readonly id: string;
  readonly score: number;
  readonly concept: string | null;
  readonly mapping: MappingKind | null;
  readonly text: number | null;
  readonly topic: string | null;
}

const hitRules: FieldRules<RawHit> = {
  id: text,
  score: wholeNumber,
  concept: orNull(text),
  mapping: orNull(oneOf(MAPPING_KINDS)),
  text: orNull(wholeNumber),
  topic: orNull(text),
};

const rules = new WeakMap<object, FieldRules<RawHit>>();

/** What a hit of a search has to be: the form of every hit, and the features of its kind. */
export function hitRulesOf<F extends Features>({ features }: SearchKind<F>): FieldRules<RawHit & F> {
  const known = rules.get(features) ?? { ...hitRules, ...features };
  rules.set(features, known);
  return known as FieldRules<RawHit & F>;
}
