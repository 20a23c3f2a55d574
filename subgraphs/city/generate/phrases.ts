import type { FundingKind, LessonKind } from '../../contract/enums';
import type { Language } from './CityPlan';

type Phrases = readonly [string, ...string[]];

/** What an invented city says of itself. `%` stands for a topic. */
export interface Phrasebook {
  readonly city: string;
  readonly source: string;
  readonly offices: Phrases;
  readonly departments: Phrases;
  readonly programmes: Phrases;
  readonly about: Phrases;
  readonly work: Phrases;
  readonly exchanges: Phrases;
  readonly needs: Phrases;
  readonly offers: Phrases;
  readonly problems: Phrases;
  readonly approaches: Phrases;
  readonly groups: Phrases;
  /** What results and reach are counted in. */
  readonly unit: string;
  readonly indicators: Phrases;
  readonly lessons: Readonly<Record<LessonKind, Phrases>>;
  readonly funds: readonly [Fund, ...Fund[]];
  /** When an offer can be taken up. */
  readonly availability: Phrases;
}

interface Fund {
  readonly kind: FundingKind;
  readonly fund: string;
}

export const phrases: Readonly<Record<Language, Phrasebook>> = {
  de: {
    city: 'Erfundenstadt',
    source: 'Erfunden: maschinell erzeugt, keine wirkliche Person und keine wirkliche Stadt',
    offices: ['Leitung', 'Sachbearbeitung', 'Koordination', 'Fachberatung', 'Planung', 'Geschäftsstelle'],
    departments: [
      'Dezernat Erfundenes',
      'Amt für Beispiele',
      'Musterreferat',
      'Stabsstelle Probe',
      'Fachbereich Übung',
    ],
    programmes: ['Aktionsplan %', 'Modellvorhaben %', 'Runder Tisch %', 'Strategie %', 'Beratungsstelle %'],
    about: [
      'Vereinbart mit den freien Trägern und jährlich überprüft.',
      'Die Häuser der Stadtteile arbeiten zusammen und werten ihre Erfahrungen aus.',
      'Ein Vorhaben mit Beteiligung der Bürgerinnen und Bürger.',
      'Gefördert für drei Jahre, danach aus eigenen Mitteln.',
    ],
    work: [
      'Hat das Konzept zu % geschrieben und mit den Trägern verhandelt.',
      'Führte die Arbeitsgruppe % und begleitete die Auswertung.',
      'Schulungen zu % für neue Beschäftigte.',
      'Beriet die Stadtteile bei Fragen zu %.',
      'Vertrat die Stadt bei Gesprächen über %.',
    ],
    exchanges: ['Fachgespräch %', 'Studienreise %', 'Erfahrungsaustausch %'],
    needs: ['Wer hat Erfahrung mit %?', 'Gesucht: Vorbilder für %'],
    offers: ['Besuch vor Ort: %', 'Vortrag über %'],
    problems: [
      'Die Wartezeiten waren zu lang.',
      'Viele kannten das Angebot nicht.',
      'Die Ämter wussten wenig voneinander.',
    ],
    approaches: [
      'Eine Stelle ist für alles zuständig.',
      'Wer Hilfe braucht, wird besucht.',
      'Träger und Ämter entscheiden gemeinsam.',
    ],
    groups: ['Familien', 'Junge Erwachsene', 'Ältere Menschen', 'Familien|Alleinerziehende'],
    unit: 'Haushalte',
    indicators: ['Erreichte Haushalte im Jahr', 'Haushalte nach zwölf Monaten', 'Beratene Haushalte'],
    lessons: {
      WORKED: ['Besuche an der Tür.', 'Eine feste Ansprechperson.'],
      DID_NOT_WORK: ['Briefe allein hat kaum jemand beantwortet.', 'Sprechstunden nur am Vormittag.'],
      CONDITION: ['Der Rat muss das Geld für drei Jahre beschließen.', 'Die Träger müssen mitentscheiden.'],
    },
    funds: [
      { kind: 'EU', fund: 'Europäischer Sozialfonds Plus (ESF+)' },
      { kind: 'NATIONAL', fund: 'Erfundenes Bundesprogramm' },
      { kind: 'STATE', fund: 'Erfundenes Landesprogramm' },
    ],
    availability: ['April bis Oktober', 'Dienstags, nach Absprache'],
  },
  nl: {
    city: 'Verzonnenstad',
    source: 'Verzonnen: door een machine gemaakt, geen echte persoon en geen echte stad',
    offices: ['Leiding', 'Beleidsmedewerker', 'Coördinatie', 'Advies', 'Planning', 'Secretariaat'],
    departments: ['Afdeling Verzinsels', 'Bureau Voorbeeld', 'Team Proef', 'Staf Oefening', 'Sector Sjabloon'],
    programmes: ['Actieplan %', 'Proeftuin %', 'Ronde tafel %', 'Strategie %', 'Loket %'],
    about: [
      'Afgesproken met de aanbieders en elk jaar getoetst.',
      'De wijken werken samen en bespreken hun ervaringen.',
      'Een plan waaraan bewoners meedoen.',
      'Drie jaar gefinancierd, daarna uit eigen middelen.',
    ],
    work: [
      'Schreef het plan voor % en onderhandelde met de aanbieders.',
      'Leidde de werkgroep % en begeleidde de evaluatie.',
      'Trainingen over % voor nieuwe medewerkers.',
      'Adviseerde de wijken bij vragen over %.',
      'Vertegenwoordigde de stad in gesprekken over %.',
    ],
    exchanges: ['Vakgesprek %', 'Studiereis %', 'Uitwisseling %'],
    needs: ['Wie heeft ervaring met %?', 'Gezocht: voorbeelden van %'],
    offers: ['Bezoek ter plaatse: %', 'Lezing over %'],
    problems: [
      'De wachttijden waren te lang.',
      'Velen kenden het aanbod niet.',
      'De diensten wisten weinig van elkaar.',
    ],
    approaches: [
      'Eén loket is overal voor.',
      'Wie hulp nodig heeft, krijgt bezoek.',
      'Aanbieders en gemeente beslissen samen.',
    ],
    groups: ['Gezinnen', 'Jongvolwassenen', 'Ouderen', 'Gezinnen|Alleenstaande ouders'],
    unit: 'huishoudens',
    indicators: ['Bereikte huishoudens per jaar', 'Huishoudens na twaalf maanden', 'Geadviseerde huishoudens'],
    lessons: {
      WORKED: ['Bezoek aan de deur.', 'Een vaste contactpersoon.'],
      DID_NOT_WORK: ['Op brieven alleen antwoordde bijna niemand.', 'Spreekuur alleen in de ochtend.'],
      CONDITION: ['De raad moet het geld voor drie jaar toezeggen.', 'De aanbieders moeten meebeslissen.'],
    },
    funds: [
      { kind: 'EU', fund: 'Europees Sociaal Fonds Plus (ESF+)' },
      { kind: 'NATIONAL', fund: 'Verzonnen rijksregeling' },
      { kind: 'STATE', fund: 'Verzonnen provinciale regeling' },
    ],
    availability: ['April tot en met oktober', 'Dinsdags, op afspraak'],
  },
  en: {
    city: 'Inventedtown',
    source: 'Invented: made by a machine, no real person and no real town',
    offices: ['Head', 'Case work', 'Coordination', 'Advice', 'Planning', 'Office'],
    departments: ['Department of Inventions', 'Office of Examples', 'Sample Unit', 'Trial Desk', 'Exercise Division'],
    programmes: ['Action plan on %', 'Pilot on %', 'Round table on %', 'Strategy for %', 'Advice centre for %'],
    about: [
      'Agreed with the providers and reviewed every year.',
      'The neighbourhoods work together and compare their experience.',
      'A project in which residents take part.',
      'Funded for three years, then from own means.',
    ],
    work: [
      'Wrote the plan for % and negotiated with the providers.',
      'Led the working group on % and guided its evaluation.',
      'Training on % for new employees.',
      'Advised the neighbourhoods on questions of %.',
      'Spoke for the town in meetings on %.',
    ],
    exchanges: ['Expert meeting on %', 'Study visit on %', 'Exchange on %'],
    needs: ['Who has experience with %?', 'Wanted: examples of %'],
    offers: ['Visit on site: %', 'Talk about %'],
    problems: [
      'People waited too long.',
      'Many did not know of the service.',
      'The offices knew little of each other.',
    ],
    approaches: [
      'One office is in charge of all of it.',
      'Whoever needs help is visited.',
      'Providers and offices decide together.',
    ],
    groups: ['Families', 'Young adults', 'Older people', 'Families|Single parents'],
    unit: 'households',
    indicators: ['Households reached in a year', 'Households after twelve months', 'Households advised'],
    lessons: {
      WORKED: ['Visits at the door.', 'One person to turn to.'],
      DID_NOT_WORK: ['Hardly anybody answered letters alone.', 'Office hours in the morning only.'],
      CONDITION: ['The council has to grant the money for three years.', 'The providers need a say.'],
    },
    funds: [
      { kind: 'EU', fund: 'European Social Fund Plus (ESF+)' },
      { kind: 'NATIONAL', fund: 'Invented national programme' },
      { kind: 'STATE', fund: 'Invented regional programme' },
    ],
    availability: ['April to October', 'On Tuesdays, by appointment'],
  },
};
