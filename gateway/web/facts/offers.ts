import { nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import type { Offer } from '../search/SearchAnswer';
import { contactLine } from './contact';
import { list } from './Fact';
import type { Fact } from './Fact';

/** What a city offers to whoever wants to know more: a visit, a talk. Each says when, for how many, and whom to ask. */
export function offerFacts(offers: readonly Offer[] | null, texts: Texts): readonly (Fact | undefined)[] {
  return (offers ?? []).map((offer) => {
    const { id, kind, title, text, availability, capacity, languages, contact } = offer;
    return list(texts.offerKinds[kind], [
      [{ id, text: text?.title ?? title, lang: text?.lang ?? undefined }],
      [
        availability,
        capacity == null ? undefined : texts.upToPeople(capacity),
        languages?.map((tag) => nameLanguage(tag, texts.language)).join(', '),
      ],
      contactLine(contact, texts),
    ]);
  });
}
