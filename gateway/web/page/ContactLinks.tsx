import type { Expert } from '../search/SearchAnswer';
import type { Texts } from '../language/Texts';

interface ContactLinksProps {
  readonly contact: NonNullable<Expert['contact']>;
  readonly texts: Texts;
}

/** How to get in touch. What is no plain address is shown as text. */
export function ContactLinks({ contact, texts }: ContactLinksProps) {
  const mail = contact.email === null ? undefined : mailAddress(contact.email);
  const web = contact.url === null ? undefined : webAddress(contact.url);
  return (
    <ul class="contact">
      {contact.email !== null && <li>{mail === undefined ? contact.email : <a href={mail}>{contact.email}</a>}</li>}
      {contact.phone !== null && <li>{contact.phone}</li>}
      {contact.url !== null && (
        <li>
          {web === undefined ? (
            contact.url
          ) : (
            <a href={web} rel="noreferrer">
              {texts.webPage}: {new URL(web).host}
            </a>
          )}
        </li>
      )}
    </ul>
  );
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
