import { lineOf, list, only, tell } from '../facts/Fact';
import { contactLine } from '../facts/contact';
import { publisherPiece, recordFooting } from '../facts/footing';
import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { Facts, Pieces } from '../page/Facts';
import { Footing } from '../page/Footing';
import { textOf } from '../search/SearchAnswer';
import type { WholeNeed } from './Record';

/** What a city looks for, until when, and whom to tell. */
export function NeedView({ need, texts }: { readonly need: WholeNeed; readonly texts: Texts }) {
  const { title, summary, lang } = textOf(need);
  return (
    <>
      <h1 lang={lang ?? undefined}>{title}</h1>
      <p class="where">
        <Pieces
          line={lineOf(
            texts.need,
            need.status === null ? undefined : texts.needStatuses[need.status],
            publisherPiece(need),
          )}
        />
      </p>
      {summary !== null && <p lang={lang ?? undefined}>{summary}</p>}
      <Facts
        facts={only(
          tell(texts.wantedBy, need.wantedBy === null ? null : formatPartialDate(need.wantedBy, texts.language)),
          list(texts.contact, [contactLine(need.contact, texts, need)]),
          tell(texts.source, need.source),
        )}
      />
      <Footing line={recordFooting(need, texts)} />
    </>
  );
}
