/** The `mailto:` link of a plain e-mail address; undefined for anything that could carry headers or further recipients. */
export function mailAddress(text: string): string | undefined {
  return /^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/.test(text) ? `mailto:${text}` : undefined;
}
