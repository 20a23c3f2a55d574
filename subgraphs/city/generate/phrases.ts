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
  },
};
