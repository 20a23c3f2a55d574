import { optional } from '../columns/Column';
import { emailAddress, line, phoneNumber, webAddress } from '../columns/values';

/** Whom to ask about a record: a post, for whoever may not name a person. */
export const contactColumns = {
  contact_post: optional(line),
  contact_email: optional(emailAddress),
  contact_phone: optional(phoneNumber),
  contact_url: optional(webAddress),
} as const;
