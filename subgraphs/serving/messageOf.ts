/** What an error says, fit for a line of a log. Of OpenSSL's its code, since its words name places in its sources. */
export function messageOf(error: Error): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_SSL_') === true) return code;
  return [message, code ?? ''].find((text) => text !== '') ?? name;
}
