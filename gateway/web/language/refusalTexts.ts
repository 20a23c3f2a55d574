import type { Language } from './Texts';

/**
 * Why the hub refuses what an address says, in sentences. Names of parameters, their values and what others may be given stand as they are
 * given, whatever the language.
 */
export interface RefusalTexts {
  readonly noParameter: (quoted: string, known: string) => string;
  readonly givenTwice: (name: string) => string;
  readonly tooLong: (name: string) => string;
  readonly tooManyValues: (name: string, most: number) => string;
  readonly noSuchValue: (name: string, values: readonly string[], quoted: string) => string;
  readonly noNumber: (name: string, range: readonly [min: number, max: number], quoted: string) => string;
  /** @param what the parameter's description */
  readonly missing: (name: string, what: string) => string;
  readonly nothingAsked: string;
  readonly noNear: string;
  /** Of a least number of inhabitants above the greatest one. */
  readonly sizesReversed: (least: string, most: string) => string;
  readonly noQuestion: (names: string) => string;
  readonly noAnswer: string;
  readonly tooManyAtOnce: (most: number) => string;
  /** Of workbooks of whomever. */
  readonly noRoom: (seconds: number) => string;
  readonly noAccess: string;
  readonly nobodyKnown: string;
  /** Of an address that is too long to be read. */
  readonly longAddress: string;
  readonly longAddressHint: string;
}

const or = (values: readonly string[], word: string): string =>
  values.length === 1 ? `"${values.join('')}"` : `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1) ?? ''}`;

const TEXTS: Readonly<Record<Language, RefusalTexts>> = {
  en: {
    noParameter: (quoted, known) => `There is no parameter ${quoted} here. There are: ${known}.`,
    givenTwice: (name) => `"${name}" may be given only once.`,
    tooLong: (name) => `"${name}" is too long.`,
    tooManyValues: (name, most) => `"${name}" has more than ${most} values.`,
    noSuchValue: (name, values, quoted) => `"${name}" must be ${or(values, 'or')}; it is ${quoted}.`,
    noNumber: (name, [min, max], quoted) => `"${name}" must be a whole number from ${min} to ${max}; it is ${quoted}.`,
    missing: (name, what) => `Give "${name}": ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
    nothingAsked: 'Give "text", "concepts" or both.',
    noNear: '"near" must be a city and kilometres, such as gera:50.',
    sizesReversed: (least, most) =>
      `No city has at least ${least} and at most ${most} inhabitants. Swap the two numbers, or leave one out.`,
    noQuestion: (names) => `There is nothing here. There are ${names}; /questions says in which formats.`,
    noAnswer: 'The hub could not answer. Please try again in a moment.',
    tooManyAtOnce: (most) => `${most} workbooks are being made for you already. Ask again when one of them is there.`,
    noRoom: (seconds) =>
      `The hub is making as many workbooks as it has room for. Ask again in ${seconds} seconds, or for a CSV file.`,
    noAccess: 'The token gives no access.',
    nobodyKnown: 'The hub cannot tell at the moment who asks. Please try again in a moment.',
    longAddress: 'This address is too long',
    longAddressHint: 'The hub cannot read it. Ask a shorter question, or with fewer conditions.',
  },
  de: {
    noParameter: (quoted, known) => `Einen Parameter ${quoted} gibt es hier nicht. Es gibt: ${known}.`,
    givenTwice: (name) => `"${name}" darf nur einmal angegeben werden.`,
    tooLong: (name) => `"${name}" ist zu lang.`,
    tooManyValues: (name, most) => `"${name}" hat mehr als ${most} Werte.`,
    noSuchValue: (name, values, quoted) => `"${name}" muss ${or(values, 'oder')} sein, nicht ${quoted}.`,
    noNumber: (name, [min, max], quoted) =>
      `"${name}" muss eine ganze Zahl von ${min} bis ${max} sein, nicht ${quoted}.`,
    missing: (name, what) => `Es fehlt "${name}": ${what}`,
    nothingAsked: 'Geben Sie "text" oder "concepts" an, oder beide.',
    noNear: '"near" muss eine Stadt mit Kilometern sein, etwa gera:50.',
    sizesReversed: (least, most) =>
      `Keine Stadt hat mindestens ${least} und höchstens ${most} Einwohner. Tauschen Sie die beiden Zahlen, oder lassen Sie eine weg.`,
    noQuestion: (names) => `Hier gibt es nichts. Es gibt ${names}; in welchen Formaten, sagt /questions.`,
    noAnswer: 'Der Hub konnte nicht antworten. Bitte versuchen Sie es gleich noch einmal.',
    tooManyAtOnce: (most) =>
      `Für Sie werden schon ${most} Arbeitsmappen geschrieben. Fragen Sie noch einmal, wenn eine davon da ist.`,
    noRoom: (seconds) =>
      `Der Hub schreibt schon so viele Arbeitsmappen, wie er Platz hat. Fragen Sie in ${seconds} Sekunden noch einmal, oder nach einer CSV-Datei.`,
    noAccess: 'Das Token gibt keinen Zugang.',
    nobodyKnown: 'Der Hub kann gerade nicht feststellen, wer fragt. Bitte versuchen Sie es gleich noch einmal.',
    longAddress: 'Diese Adresse ist zu lang',
    longAddressHint: 'Der Hub kann sie nicht lesen. Fragen Sie kürzer oder mit weniger Bedingungen.',
  },
  nl: {
    noParameter: (quoted, known) => `De parameter ${quoted} bestaat hier niet. Er zijn: ${known}.`,
    givenTwice: (name) => `"${name}" mag maar één keer voorkomen.`,
    tooLong: (name) => `"${name}" is te lang.`,
    tooManyValues: (name, most) => `"${name}" heeft meer dan ${most} waarden.`,
    noSuchValue: (name, values, quoted) => `"${name}" moet ${or(values, 'of')} zijn, niet ${quoted}.`,
    noNumber: (name, [min, max], quoted) =>
      `"${name}" moet een geheel getal van ${min} tot en met ${max} zijn, niet ${quoted}.`,
    missing: (name, what) => `"${name}" ontbreekt: ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
    nothingAsked: 'Geef "text" of "concepts" op, of allebei.',
    noNear: '"near" moet een stad met kilometers zijn, zoals gera:50.',
    sizesReversed: (least, most) =>
      `Geen stad heeft minstens ${least} en hoogstens ${most} inwoners. Verwissel de twee getallen, of laat er een weg.`,
    noQuestion: (names) => `Hier is niets. Er zijn ${names}; in welke vormen staat op /questions.`,
    noAnswer: 'De hub kon niet antwoorden. Probeer het zo dadelijk nog eens.',
    tooManyAtOnce: (most) => `Er worden al ${most} werkmappen voor u gemaakt. Vraag opnieuw zodra er één klaar is.`,
    noRoom: (seconds) =>
      `De hub maakt al zoveel werkmappen als er plaats voor is. Vraag over ${seconds} seconden opnieuw, of vraag om een CSV-bestand.`,
    noAccess: 'Het token geeft geen toegang.',
    nobodyKnown: 'De hub kan nu niet vaststellen wie er vraagt. Probeer het zo dadelijk nog eens.',
    longAddress: 'Dit adres is te lang',
    longAddressHint: 'De hub kan het niet lezen. Stel een kortere vraag, of met minder voorwaarden.',
  },
};

export function refusalTextsOf(language: Language): RefusalTexts {
  return TEXTS[language];
}
