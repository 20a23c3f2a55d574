import { nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import type { FoundOffer, Offer } from '../search/SearchAnswer';
import { contactLine } from './contact';
import { list, only, tell } from './Fact';
import type { Fact } from './Fact';

/** What a city offers to whoever wants to know more: a visit, a talk. Each says when, for how many, and whom to ask. */
export function offerFacts(offers: readonly Offer[] | null, texts: Texts): readonly (Fact | undefined)[] {
  return (offers ?? []).map((offer) =>
    list(texts.offerKinds[offer.kind], [
      [{ id: offer.id, text: offer.text?.title ?? offer.title, lang: offer.text?.lang ?? undefined }],
      offerTerms(offer, texts),
      contactLine(offer.contact, texts),
    ]),
  );
}

/** When an offer can be taken up, by how many, and in which languages. */
export function offerTerms(
  { availability, capacity, languages }: Pick<Offer, 'availability' | 'capacity' | 'languages'>,
  texts: Texts,
): readonly string[] {
  return [
    availability,
    capacity == null ? undefined : texts.upToPeople(capacity),
    languages?.map((tag) => nameLanguage(tag, texts.language)).join(', '),
  ].flatMap((term) => (term == null || term === '' ? [] : [term]));
}

/** What an offer that was searched for says beside its title and its terms. */
export function foundOfferFacts(offer: FoundOffer, texts: Texts): readonly Fact[] {
  const { programme, contact, source } = offer;
  return only(
    list(texts.inProgramme, [[programme && { id: programme.id, text: programme.title }]]),
    list(texts.contact, [contactLine(contact, texts, offer)]),
    tell(texts.source, source),
  );
}
