import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What opens the rest of a long text, in the reader's language. */
export const MoreWord = createContext('More');

/** UTF-16 code units of a text that are shown at once: some eight lines. */
const MOST_SHOWN = 700;
/** A rest that is shorter is not worth a click. */
const LEAST_FOLDED = 100;

/** The blocks of Unicode whose characters are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * The attribute `dir` of what has a text of a city in it. A text that runs the other way has a direction of its own, and what stands
 * around it keeps its own; for all others it would change nothing.
 */
export function directionOf(text: unknown): 'auto' | undefined {
  return typeof text === 'string' && RIGHT_TO_LEFT.test(text) ? 'auto' : undefined;
}

interface CityTextProps {
  readonly text: string;
  readonly lang?: string | undefined;
}

/** A text of a city among others. */
export function CityText({ text, lang }: CityTextProps) {
  if (directionOf(text) !== undefined) return <bdi lang={lang}>{text}</bdi>;
  return lang === undefined ? <>{text}</> : <span lang={lang}>{text}</span>;
}

/** A text of a city that stands alone and may be long: what is more than some lines is folded away. */
export function CityProse({ text, lang }: CityTextProps) {
  const end = endOfShown(text);
  if (end === text.length) {
    return (
      <p lang={lang} dir={directionOf(text)}>
        {text}
      </p>
    );
  }
  return (
    <div class="prose">
      <p lang={lang} dir={directionOf(text)}>
        {text.slice(0, end)} …
      </p>
      <Rest text={text.slice(end).trimStart()} lang={lang} />
    </div>
  );
}

/** The same within what is no place for a paragraph of its own. */
export function LongCityText({ text, lang }: CityTextProps) {
  const end = endOfShown(text);
  if (end === text.length) return <CityText text={text} lang={lang} />;
  return (
    <>
      <CityText text={`${text.slice(0, end)} …`} lang={lang} />
      <Rest text={text.slice(end).trimStart()} lang={lang} />
    </>
  );
}

function Rest({ text, lang }: CityTextProps) {
  const more = useContext(MoreWord);
  return (
    <details>
      <summary>{more}</summary>
      <p lang={lang} dir={directionOf(text)}>
        {text}
      </p>
    </details>
  );
}

/** Where what is shown at once ends: behind a word, or, where that would be far before, between two characters. */
function endOfShown(text: string): number {
  if (text.length <= MOST_SHOWN + LEAST_FOLDED) return text.length;
  const gap = text.slice(0, MOST_SHOWN).search(/\s\S*$/);
  if (gap > MOST_SHOWN / 2) return gap;
  const isSplit = /[\uD800-\uDBFF]/.test(text[MOST_SHOWN - 1] ?? '');
  return isSplit ? MOST_SHOWN - 1 : MOST_SHOWN;
}
