import { isDecimal } from '../../../subgraphs/contract/decimal';
import { LOCALES } from './describePeriod';
import type { Language } from './Texts';

/** A decimal number comes and is written as a text: a float would lose cents of a large amount. */
type DecimalText = `${number}`;

/** More than the contract has, so that nothing is rounded. */
const ALL_PLACES = { maximumFractionDigits: 20 } as const;

/** `1250000.00` of `EUR` is €1,250,000, 1.250.000 € or € 1.250.000. What is no amount stays as the city wrote it. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  if (!isDecimal(amount)) return `${amount} ${currency}`;
  try {
    return new Intl.NumberFormat(LOCALES[language], {
      ...ALL_PLACES,
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    }).format(amount as DecimalText);
  } catch {
    // Intl throws a RangeError at what is no code of a currency, and a city may publish anything.
    return `${formatNumber(amount, language)} ${currency}`;
  }
}

/** `1250.50` is 1,250.50 or 1.250,50: the places that the city gave stay. */
export function formatNumber(number: string, language: Language): string {
  if (!isDecimal(number)) return number;
  const [, places = ''] = number.split('.');
  return new Intl.NumberFormat(LOCALES[language], { ...ALL_PLACES, minimumFractionDigits: places.length }).format(
    number as DecimalText,
  );
}
