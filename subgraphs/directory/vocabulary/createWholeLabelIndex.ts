import { readings } from './foldText';
import { byPreference } from './Lexicon';
import type { Label, Lexicon } from './Lexicon';
import { TypoIndex } from './TypoIndex';

/** Finds labels by the words of a whole question. */
export interface WholeLabelIndex {
  /** The labels that are these words but for what stands between them. */
  same(words: readonly string[]): readonly Label[];
  /** The labels that are these words but for one typo. */
  near(words: readonly string[]): readonly Label[];
  /** Makes what is otherwise made when it is first asked for, step by step. */
  prepare(): Iterable<unknown>;
}

/**
 * Labels as wholes, written without spaces, so that a space too many, too few or in the wrong place does not matter.
 * Those of a length are prepared when texts of about that length are first asked for.
 */
export function createWholeLabelIndex({ labels }: Lexicon): WholeLabelIndex {
  const waiting = new Map<number, Label[]>();
  for (const label of labels) {
    const length = label.words.reduce((sum, { folded }) => sum + folded.length, 0);
    const same = waiting.get(length);
    if (same === undefined) waiting.set(length, [label]);
    else same.push(label);
  }
  const byText = new Map<string, Label[]>();
  const typos = new TypoIndex(1);
  const prepare = (length: number) => {
    for (const label of waiting.get(length) ?? []) {
      const text = label.words.map(({ folded }) => folded).join('');
      const same = byText.get(text);
      if (same === undefined) byText.set(text, [label]);
      else same.push(label);
      typos.add(text);
    }
    waiting.delete(length);
  };
  const read = (words: readonly string[]) => {
    const texts = readings(words.join(''));
    for (const { length } of texts) [length - 1, length, length + 1].forEach(prepare);
    return texts;
  };
  const labelsOf = (texts: readonly string[]) =>
    [...new Set(texts)].flatMap((text) => byText.get(text) ?? []).sort(byPreference);
  return {
    same: (words) => labelsOf(read(words)),
    near: (words) => labelsOf(read(words).flatMap((text) => typos.near(text))),
    *prepare() {
      for (const length of [...waiting.keys()]) {
        prepare(length);
        yield length;
      }
      yield* typos.prepare();
    },
  };
}
