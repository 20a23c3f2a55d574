import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/** A question as somebody types it, and what a colleague would take it to mean. */
export interface AskedQuestion {
  /** Such as `TWO_ASPECTS`. */
  readonly kind: string;
  /** The language it is asked in. */
  readonly language: string;
  readonly question: string;
  /** What it is about: for each aspect the slugs of the concepts that it can mean. None where it is about nothing. */
  readonly aspects: readonly (readonly string[])[];
  /** The slugs of the cities that it names; an alliance stands as `alliance:<slug>`. */
  readonly cities: readonly string[];
  /** The name of a person, without a title. */
  readonly names: string;
  /** What it names that the network does not have. */
  readonly ignored: string;
}

/** The sets of questions, by the name that figures call them. */
export const QUESTION_SETS = {
  questions: 'questions.csv',
  development: 'development.csv',
  'held out': 'heldOut.csv',
  blind: 'blind.csv',
  'second blind': 'secondBlind.csv',
  'third blind': 'thirdBlind.csv',
  'fourth blind': 'fourthBlind.csv',
  'fifth blind': 'fifthBlind.csv',
  'sixth blind': 'sixthBlind.csv',
  'seventh blind': 'seventhBlind.csv',
  'eighth blind': 'eighthBlind.csv',
  'ninth blind': 'ninthBlind.csv',
  'tenth blind': 'tenthBlind.csv',
  'eleventh blind': 'eleventhBlind.csv',
  'twelfth blind': 'twelfthBlind.csv',
  'thirteenth blind': 'thirteenthBlind.csv',
  'fourteenth blind': 'fourteenthBlind.csv',
  'fifteenth blind': 'fifteenthBlind.csv',
  'sixteenth blind': 'sixteenthBlind.csv',
  'seventeenth blind': 'seventeenthBlind.csv',
  'eighteenth blind': 'eighteenthBlind.csv',
  'nineteenth blind': 'nineteenthBlind.csv',
  'twentieth blind': 'twentiethBlind.csv',
  'twenty-first blind': 'twentyFirstBlind.csv',
  'twenty-second blind': 'twentySecondBlind.csv',
  'twenty-third blind': 'twentyThirdBlind.csv',
  'twenty-fourth blind': 'twentyFourthBlind.csv',
  'twenty-fifth blind': 'twentyFifthBlind.csv',
  'twenty-sixth blind': 'twentySixthBlind.csv',
  'twenty-seventh blind': 'twentySeventhBlind.csv',
  'twenty-eighth blind': 'twentyEighthBlind.csv',
  'twenty-ninth blind': 'twentyNinthBlind.csv',
  'thirtieth blind': 'thirtiethBlind.csv',
  'thirty-first blind': 'thirtyFirstBlind.csv',
  'thirty-second blind': 'thirtySecondBlind.csv',
  'thirty-third blind': 'thirtyThirdBlind.csv',
  'thirty-fourth blind': 'thirtyFourthBlind.csv',
  'thirty-fifth blind': 'thirtyFifthBlind.csv',
  'thirty-sixth blind': 'thirtySixthBlind.csv',
  'thirty-seventh blind': 'thirtySeventhBlind.csv',
  'thirty-eighth blind': 'thirtyEighthBlind.csv',
  'thirty-ninth blind': 'thirtyNinthBlind.csv',
  'fortieth blind': 'fortiethBlind.csv',
  'forty-first blind': 'fortyFirstBlind.csv',
  complaints: 'complaints.csv',
  'everyday words': 'everydayWords.csv',
  'wide German': 'wideGerman.csv',
  'wide English': 'wideEnglish.csv',
  'wide Dutch': 'wideDutch.csv',
  'everyday German': 'everydayGerman.csv',
  'off topic': 'offTopic.csv',
  'second off topic': 'secondOffTopic.csv',
  'third off topic': 'thirdOffTopic.csv',
  'fourth off topic': 'fourthOffTopic.csv',
} as const;

export type QuestionFile = (typeof QUESTION_SETS)[keyof typeof QUESTION_SETS];

/**
 * The questions of a file; how each came about stands in the README beside it.
 *
 * In the column `concepts`, ` + ` stands between aspects and `/` between concepts of which any is right.
 */
export function readAskedQuestions(file: QuestionFile): readonly AskedQuestion[] {
  const text = readFileSync(path.join(__dirname, file), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return rows.map(
    ({ kind = '', language = '', question = '', concepts = '', cities = '', names = '', ignored = '' }) => ({
      kind,
      language,
      question,
      aspects: split(concepts, ' + ').map((aspect) => split(aspect, '/')),
      cities: split(cities, '/'),
      names,
      ignored,
    }),
  );
}

function split(text: string, separator: string): readonly string[] {
  return text === '' ? [] : text.split(separator);
}
