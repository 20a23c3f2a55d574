import { primaryLanguage } from './LangString';
import { spellings } from './foldText';

/**
 * Words that say of what kind a thing is, and not what it is about: a Wohngeldantrag is about Wohngeld. Compounds end in
 * them, without them being known to the vocabulary; alone they mean nothing. Without endings, which `splitCompound` sees to.
 */
const KIND_WORDS: Readonly<Record<string, string>> = {
  de: `abteilung agentur akquise amt analyse anbieter angebot anlage ansatz antrag arbeit aufgabe ausbau ausgabe ausschuss
    beauftragte bedarf behörde beirat beratung bereich bericht bescheid beschluss bestand betrieb bewirtschaftung büro chef
    daten debatte dezernat dienst einrichtung entwicklung erhebung eröffnung evaluation experte expertin fachkraft fachstelle
    finanzierung fonds förderung forschung forum frage führung gebühr gesellschaft gesetz gipfel gremium gruppe heim hilfe
    initiative kampagne karte kennzahl kommission konferenz konzept koordination koordinator kosten kräfte lage leiter leiterin
    leitfaden leitlinie leitung liste lotse manager managerin management mangel maßnahme mitarbeiter modell monitoring netz
    netzwerk offensive ordnung plan planer planerin planung politik praxis problem programm projekt prozess quote rat recht
    referat reform regelung richtlinie risiko sanierung satzung schließung schulung stab standard statistik stelle steuerung strategie
    struktur studie system team träger übung umfrage umsetzung unterbringung verband verbund verein verfahren vergabe
    verordnung versorgung vertrag verwaltung vorhaben vorsorge wesen zahlen zentrum ziel zuschuss zuständigkeit`,
  en: `action agency approach development management measure network office plan planning policy programme project service
    services strategy support system team work`,
  nl: `aanbod aanbieder aanpak aanvraag adviseur afdeling agenda ambtenaar begeleiding beheer beleid bestuur budget bureau
    campagne centrum commissie consulent coördinator cursus deskundige dienst fonds gids groep instelling kaart kader kosten
    locatie loket maatregel manager medewerker monitor netwerk nota onderzoek ondersteuning ontwikkeling opgave organisatie
    plan planning plek praktijk probleem programma project raad recht regeling samenwerking stelsel strategie
    systeem taak team tekort toeslag traject uitvoering verordening visie voorziening werk wet zorg`,
};

const kindWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(KIND_WORDS).map(([lang, words]) => [lang, new Set(words.split(/\s+/).flatMap(spellings))]),
);

/** Whether a folded word says no more than the kind of a thing, in a language (BCP 47 tag). */
export function isKindWord(word: string, lang: string): boolean {
  return kindWords.get(primaryLanguage(lang))?.has(word) ?? false;
}

export function isKindWordOfAnyLanguage(word: string): boolean {
  return [...kindWords.values()].some((words) => words.has(word));
}
