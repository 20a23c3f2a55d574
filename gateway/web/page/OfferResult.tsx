import { lineOf } from '../facts/Fact';
import { publisherPiece, recordFooting } from '../facts/footing';
import { foundOfferFacts, offerTerms } from '../facts/offers';
import type { Texts } from '../language/Texts';
import { textOf } from '../search/SearchAnswer';
import type { FoundOffer } from '../search/SearchAnswer';
import { CityProse } from './CityText';
import { Facts, Pieces } from './Facts';
import { Footing } from './Footing';
import { RecordTitle } from './RecordLink';

interface OfferResultProps {
  readonly offer: FoundOffer;
  readonly texts: Texts;
  /** Whether the page is of it alone. */
  readonly whole?: true;
}

/** What a city offers to others: in which form, when, for how many, and whom to ask. */
export function OfferResult({ offer, texts, whole }: OfferResultProps) {
  const { title, summary, lang } = textOf(offer);
  return (
    <>
      <RecordTitle {...{ whole, id: offer.id, lang: lang ?? undefined }}>{title}</RecordTitle>
      <p class="where">
        <Pieces line={lineOf(publisherPiece(offer), texts.offerKinds[offer.kind], ...offerTerms(offer, texts))} />
      </p>
      {summary !== null && <CityProse text={summary} lang={lang ?? undefined} />}
      <Facts facts={foundOfferFacts(offer, texts)} />
      <Footing line={recordFooting(offer, texts)} />
    </>
  );
}
