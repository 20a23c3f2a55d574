import { describeUnreachable } from './describeUnreachable';

test.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', "It does not take the hub's certificate, or wants to see one."],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', "It does not take the hub's certificate, or wants to see one."],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Its certificate is not one that the hub takes.'],
  ['CERT_HAS_EXPIRED', 'Its certificate is not one that the hub takes.'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'Its certificate is not one that the hub takes.'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'Its certificate is not one that the hub takes.'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'It could not be reached.'],
  ['ECONNREFUSED', 'It could not be reached.'],
])('%s is told as "%s"', (cause, message) => {
  expect(describeUnreachable(cause)).toBe(message);
});
