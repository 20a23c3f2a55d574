/** No tag has more subtags than a dozen. */
const SHAPE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,12}$/;

/** Whether a text has the form of a language tag (BCP 47), such as `de` or `de-AT`; a language range (RFC 4647) has it, too. */
export function isLanguageTag(text: string): boolean {
  return SHAPE.test(text);
}
