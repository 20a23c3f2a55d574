import type { AnswerLimits } from './AnswerReader';
import type { Parameter } from './parameters';

/** What may be given to every question, in every format. */
export function commonParameters({ maxRows }: Pick<AnswerLimits, 'maxRows'>): readonly Parameter[] {
  return [
    {
      name: 'limit',
      kind: { type: 'number', min: 1, max: maxRows },
      description: {
        en: `How many rows at most; without it as many as there are, up to ${maxRows}.`,
        de: `Wie viele Zeilen höchstens; ohne Angabe alle, bis zu ${maxRows}.`,
        nl: `Hoeveel regels hoogstens; zonder opgave alle, tot ${maxRows}.`,
      },
    },
    {
      name: 'after',
      kind: { type: 'text' },
      description: {
        en: 'Where an answer ended, to go on from there: from its header Link, or its cursor.',
        de: 'Wo eine Antwort endete, um dort fortzufahren: aus ihrem Header Link, oder ihr cursor.',
        nl: 'Waar een antwoord eindigde, om daar verder te gaan: uit zijn header Link, of zijn cursor.',
      },
    },
    {
      name: 'lang',
      kind: { type: 'language' },
      description: {
        en: 'The language of headings, labels and notes: en, de or nl; without it the one that the browser prefers.',
        de: 'Die Sprache von Überschriften, Bezeichnungen und Hinweisen: en, de oder nl; sonst die des Browsers.',
        nl: 'De taal van koppen, termen en opmerkingen: en, de of nl; anders die van de browser.',
      },
    },
  ];
}
