import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { publisherOf, slugOfOwner } from '../search/SearchAnswer';
import type { Contact, Exchange, Expert, Programme } from '../search/SearchAnswer';
import { mailAddress, phoneAddress, webPage } from './contact';
import type { Line, Piece } from './Fact';

/** How old a record is, and how to tell the city that published it of an error: the id says which record is meant. */
export function expertFooting(expert: Expert, texts: Texts): Line {
  const ofProgrammes = expert.experiences.map(({ programme }) => programme?.contact ?? null);
  return write(expert, null, [expert.contact, ...ofProgrammes], texts);
}

export function programmeFooting(programme: Programme, texts: Texts): Line {
  const { contact, offers, staff, reviewedOn } = programme;
  const contacts = [contact, ...(offers ?? []).map((offer) => offer.contact), ...staff.map((one) => one.contact)];
  return write(programme, reviewedOn, contacts, texts);
}

export function exchangeFooting(exchange: Exchange, texts: Texts): Line {
  return write(exchange, null, [exchange.contact], texts);
}

type Published = Pick<Programme, 'id' | 'city' | 'updatedAt'>;

/** Who published a record, which leads to the city's page. */
export function publisherPiece(record: Pick<Published, 'id' | 'city'>): Piece {
  return { text: publisherOf(record), id: slugOfOwner(record.id) };
}

/** Of an offer or a need. */
export function recordFooting(record: Published & { readonly contact: Contact | null }, texts: Texts): Line {
  return write(record, null, [record.contact], texts);
}

/** When a city looked whether a record is still true says more than when it last changed it. */
function write(
  record: Published,
  reviewedOn: string | null,
  contacts: readonly (Contact | null)[],
  texts: Texts,
): Line {
  const changedOn = record.updatedAt.slice(0, 'yyyy-mm-dd'.length);
  const age =
    reviewedOn === null
      ? texts.changedOn(formatPartialDate(changedOn, texts.language))
      : texts.asOf(formatPartialDate(reviewedOn, texts.language));
  return [{ text: age }, reportingPiece(record, contacts, texts), { text: record.id }];
}

/** By e-mail to the first who has an address, else by telephone or by a web page. Without any, its city is named. */
function reportingPiece(record: Published, contacts: readonly (Contact | null)[], texts: Texts): Piece {
  const city = publisherOf(record);
  const first = (way: 'email' | 'phone' | 'url') => contacts.flatMap((contact) => contact?.[way] ?? [])[0];
  const [email, phone, url] = [first('email'), first('phone'), first('url')];
  if (email !== undefined) {
    const mail = mailAddress(email);
    const subject = encodeURIComponent(texts.errorIn(record.id));
    const href = mail === undefined ? undefined : `${mail}?subject=${subject}`;
    return { text: texts.reportErrorTo(city, email), href };
  }
  if (phone !== undefined) return { text: texts.reportErrorTo(city, phone), href: phoneAddress(phone) };
  if (url === undefined) return { text: texts.reportErrorToCity(city) };
  const page = webPage(url, texts);
  return { ...page, text: texts.reportErrorTo(city, page.text) };
}
