import { lineOf, list, only, tell } from '../facts/Fact';
import { contactLine } from '../facts/contact';
import { publisherPiece, recordFooting } from '../facts/footing';
import { nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { Facts, Pieces } from '../page/Facts';
import { Footing } from '../page/Footing';
import { textOf } from '../search/SearchAnswer';
import type { WholeOffer } from './Record';

/** What a city offers to others: what it is, when, for how many, and whom to ask. */
export function OfferView({ offer, texts }: { readonly offer: WholeOffer; readonly texts: Texts }) {
  const { title, summary, lang } = textOf(offer);
  const { kind, programme, contact, availability, capacity, languages, source } = offer;
  return (
    <>
      <h1 lang={lang ?? undefined}>{title}</h1>
      <p class="where">
        <Pieces line={lineOf(texts.offerKinds[kind], publisherPiece(offer))} />
      </p>
      {summary !== null && <p lang={lang ?? undefined}>{summary}</p>}
      <Facts
        facts={only(
          tell(texts.available, availability, capacity == null ? null : texts.upToPeople(capacity)),
          list(texts.contact, [contactLine(contact, texts, offer)]),
          list(texts.inProgramme, [[programme && { id: programme.id, text: programme.title }]]),
          tell(texts.languagesSpoken, languages?.map((tag) => nameLanguage(tag, texts.language)).join(', ')),
          tell(texts.source, source),
        )}
      />
      <Footing line={recordFooting(offer, texts)} />
    </>
  );
}
