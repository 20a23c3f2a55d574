import type { Expert } from '../search/SearchAnswer';
import type { Texts } from '../language/Texts';
import { mailAddress } from './mailAddress';
import { webAddress } from './webAddress';

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
