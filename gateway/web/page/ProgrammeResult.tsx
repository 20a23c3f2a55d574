import { textOf } from '../search/SearchAnswer';
import type { Programme } from '../search/SearchAnswer';
import { lineOf } from '../facts/Fact';
import type { Fact } from '../facts/Fact';
import { programmeFooting, publisherPiece } from '../facts/footing';
import { programmeFacts } from '../facts/programmeFacts';
import { describePeriod } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { CityProse } from './CityText';
import { Facts, Pieces } from './Facts';
import { Footing } from './Footing';
import { RecordTitle } from './RecordLink';

/** So many facts are not worth a click. */
const FEW = 3;

interface ProgrammeResultProps {
  readonly programme: Programme;
  readonly texts: Texts;
  /** Whether the page is of it alone, so that nothing is folded. */
  readonly whole?: true;
}

/**
 * What a city runs: what decides whether to read on, and the rest folded away, under the names of what is there. A browser
 * unfolds it by click, key or search in the page, without a script; paper has it all.
 */
export function ProgrammeResult({ programme, texts, whole }: ProgrammeResultProps) {
  const { title, summary, lang } = textOf(programme);
  const { first, further } = programmeFacts(programme, texts);
  return (
    <>
      <RecordTitle {...{ whole, id: programme.id, lang: lang ?? undefined }}>{title}</RecordTitle>
      <p class="where">
        <Pieces
          line={lineOf(
            publisherPiece(programme),
            programme.status === null ? undefined : texts.statuses[programme.status],
            describePeriod(programme.startsOn, programme.endsOn, texts),
            programme.goodPractice ? texts.goodPractice : undefined,
            programme.openToVisitors === true ? texts.openToVisitors : undefined,
          )}
        />
      </p>
      {summary !== null && <CityProse text={summary} lang={lang ?? undefined} />}
      <Facts facts={first} />
      {whole === true || further.length <= FEW ? (
        <Facts facts={further} />
      ) : (
        <details>
          <summary>
            {texts.more}: {nameSome(further, texts)}
          </summary>
          <Facts facts={further} />
        </details>
      )}
      <Footing line={programmeFooting(programme, texts)} />
    </>
  );
}

/** Of what is folded away, that for which one would look. */
function nameSome(facts: readonly Fact[], texts: Texts): string {
  const wanted = [texts.funding, texts.results, ...Object.values(texts.lessons), texts.documents, texts.people];
  const names = facts.map(({ name }) => name);
  const found = names.filter((name) => wanted.includes(name));
  return (found.length > 0 ? found : names).join(', ');
}
