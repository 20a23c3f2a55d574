import type { Contact } from '../search/SearchAnswer';
import type { Texts } from '../language/Texts';
import type { Line, Piece } from './Fact';

/** How to get in touch. What is no plain address is a text without a link. */
export function contactLine(contact: Contact | null, texts: Texts): Line {
  if (contact === null) return [];
  const { post, phone, email, url } = contact;
  return [
    ...(post === null ? [] : [{ text: post }]),
    ...(phone === null ? [] : [{ text: phone, href: phoneAddress(phone) }]),
    ...(email === null ? [] : [{ text: email, href: mailAddress(email) }]),
    ...(url === null ? [] : [webPage(url, texts)]),
  ];
}

/** A link to a page, which says whose it is. */
export function webPage(url: string, texts: Texts): Piece {
  const href = webAddress(url);
  return href === undefined ? { text: url } : { text: `${texts.webPage}: ${new URL(href).host}`, href };
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
