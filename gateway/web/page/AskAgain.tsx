import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';

interface AskAgainProps {
  /** Where the same is asked once more. */
  readonly again: string;
  readonly texts: Texts;
}

/** Below what could not be had, or not all of it. */
export function AskAgain({ again, texts }: AskAgainProps) {
  return (
    <p>
      <a href={again}>{searchTextsOf(texts.language).askAgain}</a>
    </p>
  );
}
