import { lineOf } from '../facts/Fact';
import { publisherPiece, recordFooting } from '../facts/footing';
import { needFacts } from '../facts/needFacts';
import type { Texts } from '../language/Texts';
import { textOf } from '../search/SearchAnswer';
import type { FoundNeed } from '../search/SearchAnswer';
import { CityProse } from './CityText';
import { Facts, Pieces } from './Facts';
import { Footing } from './Footing';
import { RecordTitle } from './RecordLink';

interface NeedResultProps {
  readonly need: FoundNeed;
  readonly texts: Texts;
  /** Whether the page is of it alone. */
  readonly whole?: true;
}

/** What a city looks for, whether it still does, until when, and whom to tell. */
export function NeedResult({ need, texts, whole }: NeedResultProps) {
  const { title, summary, lang } = textOf(need);
  return (
    <>
      <RecordTitle {...{ whole, id: need.id, lang: lang ?? undefined }}>{title}</RecordTitle>
      <p class="where">
        <Pieces
          line={lineOf(publisherPiece(need), need.status === null ? undefined : texts.needStatuses[need.status])}
        />
      </p>
      {summary !== null && <CityProse text={summary} lang={lang ?? undefined} />}
      <Facts facts={needFacts(need, texts)} />
      <Footing line={recordFooting(need, texts)} />
    </>
  );
}
