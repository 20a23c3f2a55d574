import { publisherOf, slugOfOwner } from '../search/SearchAnswer';
import type { City, Contact } from '../search/SearchAnswer';
import { languageOf, textsOf } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import type { Line, Piece } from './Fact';

/** What somebody writes to a city about, in the words and the language (BCP 47) of its record. */
interface Occasion {
  readonly title: string;
  readonly lang: string | null;
}

/**
 * How to get in touch. What is no plain address is a text without a link. A mail about something has its subject and begins
 * with a word on it, in a language that whoever gets it reads.
 */
export function contactLine(contact: Contact | null, texts: Texts, occasion?: Occasion): Line {
  if (contact === null) return [];
  const { post, phone, email, url } = contact;
  return [
    ...(post === null ? [] : [{ text: post }]),
    ...(phone === null ? [] : [{ text: phone, href: phoneAddress(phone) }]),
    ...(email === null ? [] : [{ text: email, href: mailAbout(email, texts, occasion) }]),
    ...(url === null ? [] : [webPage(url, texts)]),
  ];
}

/** What stands on the page of a record that names nobody: whom to ask instead. */
export function noContactLine(record: { readonly id: string; readonly city: City | null }, texts: Texts): Line {
  return [{ text: texts.noContact(publisherOf(record)), id: slugOfOwner(record.id) }];
}

/** A link to a page, which says whose it is. */
export function webPage(url: string, texts: Texts): Piece {
  const href = webAddress(url);
  return href === undefined ? { text: url } : { text: `${texts.webPage}: ${new URL(href).host}`, href };
}

function mailAbout(email: string, texts: Texts, occasion: Occasion | undefined): string | undefined {
  const address = mailAddress(email);
  if (address === undefined || occasion === undefined) return address;
  const theirs = textsOf(languageOf(occasion.lang ?? '') ?? texts.language);
  const written = { subject: `Hanse: ${occasion.title}`, body: theirs.mailAbout(occasion.title) };
  // RFC 6068: a space is %20, and a line ends with CR and LF.
  const fields = Object.entries(written).map(
    ([name, text]) => `${name}=${encodeURIComponent(text.replace(/\n/g, '\r\n'))}`,
  );
  return `${address}?${fields.join('&')}`;
}

/** The `mailto:` link of a plain e-mail address; undefined for anything that could carry headers or further recipients. */
export function mailAddress(text: string): string | undefined {
  return /^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/.test(text) ? `mailto:${text}` : undefined;
}

/** A city's link when it leads to the web; undefined for what could do anything else in a browser, such as `javascript:`. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

/** The `tel:` link (RFC 3966) of a number in international form; undefined for what is no such number. */
export function phoneAddress(text: string): string | undefined {
  const digits = text.replace(/\(0\)|[\s()./-]/g, '').replace(/^00/, '+');
  return /^\+[1-9][0-9]{5,14}$/.test(digits) ? `tel:${digits}` : undefined;
}
