import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseVocabulary } from './parseVocabulary';

/**
 * What an analyst types when it is not the label: compounds and inflected forms, with the concept that is meant. Written
 * before the code that reads them, and not changed to suit it; only where the vocabulary has got the very word as a label
 * another one stands here, and where it has got a nearer concept that one is meant.
 */
const GERMAN: readonly (readonly [question: string, concept: string])[] = [
  ['Wohnungslosenhilfeplan', 'homelessness'],
  ['Kitafachkräftemangel', 'childcare-staffing'],
  ['Kitaplatzvergabe', 'childcare-planning'],
  ['Jugendhilfeausschuss', 'youth-welfare'],
  ['Jugendhilfeplanung', 'youth-welfare'],
  ['Schulbaukosten', 'school-buildings'],
  ['Schulgebäudesanierung', 'school-buildings'],
  ['Radverkehrskonzept', 'cycling'],
  ['Radwegenetz', 'cycling'],
  ['Hitzeschutzkonzept', 'heat-protection'],
  ['Klimaschutzmanagerin', 'climate-protection'],
  ['Klimaanpassungsstrategie', 'climate-adaptation'],
  ['Wärmeplanungsgesetz', 'heat-planning'],
  ['Bürgerhaushaltsverfahren', 'participatory-budget'],
  ['Buergerbeteiligungsleitlinien', 'participation-guidelines'],
  ['Ehrenamtskoordinatorin', 'volunteering'],
  ['Ehrenamtsförderung', 'volunteering'],
  ['Wohngeldantrag', 'housing-benefit'],
  ['Wohngeldstelle', 'housing-benefit'],
  ['Sozialwohnungsbestand', 'social-housing'],
  ['Obdachlosenunterbringung', 'homelessness'],
  ['Flüchtlingsunterkunft', 'refugee-accommodation'],
  ['Flüchtlingssozialarbeit', 'refugee-reception'],
  ['Asylbewerberleistungsgesetz', 'asylum'],
  ['Asylbewerberheim', 'asylum'],
  ['Sprachförderangebote', 'language-learning'],
  ['Integrationskursträger', 'language-learning'],
  ['Bibliotheksentwicklungsplan', 'libraries'],
  ['Feuerwehrbedarfsplan', 'fire-brigade'],
  ['Brandschutzbedarfsplan', 'fire-brigade'],
  ['Katastrophenschutzübung', 'civil-protection'],
  ['Hochwasserschutzkonzept', 'flood-protection'],
  ['Hochwasserrisikomanagement', 'flood-protection'],
  ['Abfallwirtschaftskonzept', 'waste-management'],
  ['Denkmalschutzbehörde', 'heritage'],
  ['Gewaltschutzkonzept', 'protection-from-violence'],
  ['Frauenhausplätze', 'protection-from-violence'],
  ['Suchtberatungsstelle', 'addiction'],
  ['Schuldnerberatungsstelle', 'debt-counselling'],
  ['Quartiersmanagerin', 'neighbourhood-work'],
  ['Gemeinwesenarbeiter', 'neighbourhood-work'],
  ['Personalentwicklungskonzept', 'hr-development'],
  ['Personalgewinnungskampagne', 'recruitment'],
  ['Wissensmanagementsystem', 'knowledge-management'],
  ['Fördermittelakquise', 'funding'],
  ['Vergabestelle', 'public-procurement'],
  ['Städtepartnerschaftsverein', 'town-twinning'],
  ['Gleichstellungspolitik', 'gender-equality'],
  ['Datenschutzbeauftragter', 'data-protection-security'],
  ['Digitalisierungsvorhaben', 'digitalisation'],
  ['Parkraumkonzept', 'parking'],
  ['Ladesäuleninfrastruktur', 'electric-mobility'],
  ['Carsharingstellplätze', 'shared-mobility'],
  ['Bebauungsplanverfahren', 'land-use-planning'],
  ['Wirtschaftsförderungsgesellschaft', 'economy'],
  ['Sportstättenentwicklungsplanung', 'sports-facilities'],
  ['Kulturförderrichtlinie', 'culture'],
  ['Kinderarmutsbericht', 'child-poverty'],
  ['Ganztagsschulausbau', 'all-day-schools'],
  ['Pflegekinderwesen', 'foster-care'],
  ['Seniorenwegweiser', 'older-people'],
  ['Kindeswohlgefährdungen', 'child-protection'],
  ['von Wohnungslosen', 'homelessness'],
  ['Aufnahme Geflüchteter', 'refugee-reception'],
  ['in den Bürgerämtern', 'citizen-services'],
  ['Träger des Jugendzentrums', 'youth-work'],
  ['Bibliothek', 'libraries'],
  ['Schwimmbad', 'swimming-pools'],
  ['Museum', 'museums'],
  ['mit Ehrenamtlichen', 'volunteering'],
  ['Sanierung städtischer Gebäude', 'public-buildings'],
  ['Zwangsräumung', 'homelessness-prevention'],
  ['Radschnellweg', 'cycling'],
  ['Ausbau erneuerbarer Energien', 'energy-transition'],
  ['ambulanten betreuten Wohnens', 'supported-housing'],
  ['Einsatz künstlicher Intelligenz', 'artificial-intelligence'],
  ['Folgen des demografischen Wandels', 'demographic-change'],
  ['Vertrag mit freien Trägern', 'cooperation-with-welfare-providers'],
  ['sozialen Wohnungsbaus', 'social-housing'],
  ['in Frauenhäusern', 'protection-from-violence'],
];

const DUTCH: readonly (readonly [question: string, concept: string])[] = [
  ['schuldhulpverleningsbeleid', 'debt-counselling'],
  ['jeugdzorgaanbieders', 'youth-welfare'],
  ['kinderopvanglocaties', 'childcare'],
  ['woningbouwcorporatie', 'housing-companies'],
  ['daklozenopvangplekken', 'emergency-accommodation'],
  ['vluchtelingenbeleid', 'refugee-reception'],
  ['inburgeringscursus', 'integration'],
  ['klimaatadaptatiestrategie', 'climate-adaptation'],
  ['armoedebestrijdingsplan', 'poverty'],
  ['eenzaamheidsaanpak', 'loneliness'],
  ['brandweerkazerne', 'fire-brigade'],
  ['verslavingszorginstelling', 'addiction'],
  ['monumentenzorgbeleid', 'heritage'],
  ['bibliotheekwerk', 'libraries'],
  ['laadpaal', 'electric-mobility'],
  ['een fietspad', 'cycling'],
  ['burgerberaden', 'public-participation'],
  ['buurthuis', 'neighbourhood-work'],
  ['jongerenwerker', 'youth-work'],
  ['wijkbudgetten', 'participatory-budget'],
];

const vocabularyFile = join(__dirname, '..', '..', '..', 'schema', 'topics.ttl');
const vocabulary = parseVocabulary(readFileSync(vocabularyFile, 'utf8'), vocabularyFile);

/** What is found instead of the concept, or undefined when it is among the first three. */
function missOf([question, concept]: readonly [string, string]): string | undefined {
  const found = vocabulary.read(question).understood.map(({ id }) => id.replace('concept:', ''));
  return found.slice(0, 3).includes(concept) ? undefined : `${question}: ${concept}, but found [${found.join(', ')}]`;
}

describe('Vocabulary.read, asked in German and Dutch compounds and inflected forms', () => {
  const list = [...GERMAN, ...DUTCH];

  it('is asked a hundred questions about concepts that there are', () => {
    expect(list).toHaveLength(100);
    expect(list.filter(([, concept]) => !vocabulary.has(`concept:${concept}`))).toEqual([]);
  });

  it('finds at least 90 of 100 among the first three', () => {
    const misses = list.map(missOf).filter((miss) => miss !== undefined);
    if (misses.length > 10) throw new Error(`${misses.length} of 100 are missed:\n${misses.join('\n')}`);
  });
});
