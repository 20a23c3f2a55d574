/** Of TLS, where one side does not take the other's certificate: by node's and OpenSSL's codes. */
const ABOUT_CERTIFICATES: readonly (readonly [causes: RegExp, message: string])[] = [
  [/^ERR_SSL_.*ALERT.*(CERTIFICATE|UNKNOWN_CA)/, "It does not take the hub's certificate, or wants to see one."],
  [
    /^ERR_TLS_CERT|^CERT_|SELF_SIGNED_CERT|^UNABLE_TO_(GET_ISSUER|VERIFY)/,
    'Its certificate is not one that the hub takes.',
  ],
];

/**
 * Tells clients why there was no connection to a city, without an address.
 *
 * @param cause see `causeOf`
 */
export function describeUnreachable(cause: string): string {
  const about = ABOUT_CERTIFICATES.find(([causes]) => causes.test(cause));
  return about?.[1] ?? 'It could not be reached.';
}
