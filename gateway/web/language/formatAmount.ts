import { isDecimal } from '../../../subgraphs/contract/decimal';
import { LOCALES } from './describePeriod';
import { keepFormats } from './keepFormats';
import type { Language } from './Texts';

/** A decimal number comes and is written as a text: a float would lose cents of a large amount. */
type DecimalText = `${number}`;

/** More than the contract has, so that nothing is rounded. */
const ALL_PLACES = { maximumFractionDigits: 20 } as const;

const moneyFormat = keepFormats(
  (locale, currency) =>
    new Intl.NumberFormat(locale, {
      ...ALL_PLACES,
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    }),
);

const numberFormat = keepFormats(
  (locale, places) => new Intl.NumberFormat(locale, { ...ALL_PLACES, minimumFractionDigits: Number(places) }),
);

/** `1250000.00` of `EUR` is €1,250,000, 1.250.000 € or € 1.250.000. What is no amount stays as the city wrote it. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  if (!isDecimal(amount)) return `${amount} ${currency}`;
  try {
    return moneyFormat(LOCALES[language], currency).format(amount as DecimalText);
  } catch {
    // Intl throws a RangeError at what is no code of a currency, and a city may publish anything.
    return `${formatNumber(amount, language)} ${currency}`;
  }
}

/** `1250.50` is 1,250.50 or 1.250,50: the places that the city gave stay. */
export function formatNumber(number: string, language: Language): string {
  if (!isDecimal(number)) return number;
  const [, places = ''] = number.split('.');
  return numberFormat(LOCALES[language], String(places.length)).format(number as DecimalText);
}
