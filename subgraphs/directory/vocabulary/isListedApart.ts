import type { Finding } from './findLabels';
import { labelsBy } from './Lexicon';
import type { QuestionWord } from './QuestionWord';
import { isListWord } from './wordLists';

/**
 * Whether what lists things stands between the words of a label, each of which is one by itself: `wonen, zorg en ouderen` are three. A
 * word alone, as in `refugees and employment`, divides none that is in the question as it is, nor one that lists things itself.
 */
export function isListedApart({ label, positions, isLiteral }: Finding, words: readonly QuestionWord[]): boolean {
  const later = words.slice((positions[0] ?? 0) + 1, (positions.at(-1) ?? 0) + 1);
  const isWord = ({ folded }: Pick<QuestionWord, 'folded'>) => isListWord(folded, label.lang);
  const isSign = ({ followsSign }: QuestionWord) => followsSign;
  const isPlain = isLiteral || label.words.some(isWord);
  const isAcross = later.some(isSign) || (later.some(isWord) && (words.some(isSign) || !isPlain));
  const isLabel = (position: number) => [...(words[position]?.terms ?? [])].some((term) => labelsBy(term).length > 0);
  return isAcross && positions.every(isLabel);
}
