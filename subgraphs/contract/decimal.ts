/**
 * Whether a text is a decimal number as the contract writes it: digits, and a point before any decimal places, such as
 * `1250000.00` or `-3.5`. At most 15 digits before the point and 6 behind it; no sign but a minus, no zero in front, no
 * separators. Amounts of money stay texts, since a float cannot hold ten cents.
 */
export function isDecimal(text: string): boolean {
  return /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/.test(text);
}
