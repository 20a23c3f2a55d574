import { primaryLanguage } from './LangString';
import { spellings } from './foldText';

/**
 * Words that carry no subject: articles, pronouns, prepositions, conjunctions, auxiliaries, and what questions to
 * colleagues begin with (`who knows about`).
 */
const STOP_WORDS: Readonly<Record<string, string>> = {
  de: `aber als am an auch auf aus bei beim bin bis da damit das dass dem den der des die dies diese dieser dieses doch
    durch ein eine einem einen einer eines er erfahrung erfahrungen es etwas für gegen gibt haben hat hatte hinter ich
    ihr ihre im in ins ist ja kann kein keine kennt können man mehr mich mir mit nach nicht noch nur ob oder ohne sein
    seine sich sie sind so soll über um und uns unser unsere unter vom von vor wann war waren was weiß welche welcher
    welches wem wen wenn wer werden wie wir wird wo wurde zu zum zur zwischen`,
  en: `a about all also an and any anybody anyone are as at be been but by can did do does done experience experienced
    for from had has have having he her his how i if in into is it its know knows me my no not of on or our out over
    she so some somebody someone than that the their them there these they this those to under up us was we were what
    when where which who whom whose why will with without would you your s`,
  nl: `aan al als bij dan dat de deze die dit door een en er ervaring ervaringen geen haar had heb hebben heeft het hij
    hoe hun ik in is je kan kent kunnen maar me men met mijn naar niet nog nu of om omtrent onder ons onze ook op over
    s t te tegen ten ter tot tussen u uit van veel voor waar wanneer waren was wat we weet welk welke werd wie wij
    worden wordt zal ze zich zij zijn zo zonder zou één`,
};

const stopWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(STOP_WORDS).map(([lang, words]) => [lang, new Set(words.split(/\s+/).flatMap(spellings))]),
);

/** Whether a folded word is a stop word of a language (BCP 47 tag). A language without a list has none. */
export function isStopWord(word: string, lang: string): boolean {
  return stopWords.get(primaryLanguage(lang))?.has(word) ?? false;
}

export function isStopWordOfAnyLanguage(word: string): boolean {
  return [...stopWords.values()].some((words) => words.has(word));
}
