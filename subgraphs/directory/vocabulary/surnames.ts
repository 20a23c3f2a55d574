import { spellings } from './foldText';

/**
 * Frequent family names of German, Dutch and English speakers. Who asks for "Schulze" or "de Jong" asks for a person: such
 * a word is no typo, no other form and no compound of a word of the vocabulary (Schule, jonge). Not here: names that are
 * rather said as words, as Klein, Berg or Green.
 */
const SURNAMES = new Set(
  `albers albrecht arnold auer bach bachmann baier barth bauer baumann baumgartner beck becker behrens berger bergmann
  bernhardt beyer binder bock böhm bosch brandl brandt brinkmann bruckner brunner buchner busse christ dietrich dietz
  ebert eder egger eggers ehlers eichhorn engelhardt ernst fiedler fischer förster franke friedrich fritz fuchs geiger
  gerlach graf grimm gruber günther haas haase hahn hahne hammer hanke hansen hartmann haupt hauser heinrich heinz heinze
  herrmann herzog hesse hinz hirsch hofer hoffmann hofmann horn huber hübner jäger jahn jansen janssen jung jürgens kaiser
  keil keller kern kessler kindler kirchner koch köhler kolb könig kramer krämer kraus krause kremer kröger krüger kuhn
  kühn kunz kurz lechner lehmann leitner lindner linder lohmann lorenz ludwig maier marx maurer mayer meier meister menzel
  metzger meyer michel mohr möller moser müller naumann neumann nowak opitz otto paul peters petersen pfeiffer pichler pohl
  raab reich reichert reimann reiter renner richter riedel ritter roth rudolph sander sauer schäfer scherer schiller schilling
  schlegel schlüter schmid schmidt schmitt schmitz schneider scholz schott schramm schreiber schröder schubert schuler schüller
  schulte schulten schultheis schultz schultze schulz schulze schumacher schumann schuster schütte schütz schwab schwarz
  seidel seifert seitz simon sommer springer stadler stahl stark steiner stephan stoll straub strauß thiel thomas ullrich
  ulrich unger urban vogel vogt voigt voss wagner walter walther weber wegener wegner weidner weigel weiß wendt wenzel werner
  wiedemann wiese wilhelm wilke winkler winter witt witte wolf wolff wulf zander zeller ziegler zimmer zimmermann
  aalbers bakker boer boersma bosman bouwman brouwer bruijn dekker dijkstra driessen evers gerritsen graaf haan hendriks
  hermans hoekstra huisman jacobs jong jonge jonker kok koning koopman koster kuiper kuipers leeuwen martens meijer mulder
  peeters postma prins rietveld sanders schipper scholten schouten smeets smit smits timmermans veenstra verbeek vermeulen
  verhoeven visser vos vries wagenaar willems wolters
  adams baker carter clarke collins cooper davies edwards evans griffiths harris hughes jackson johnson jones kelly lewis
  morgan morris murphy palmer parker phillips price roberts robinson rogers shaw smith stewart taylor thompson turner walker
  watson williams wilson`
    .split(/\s+/)
    .flatMap(spellings),
);

/** Whether a folded word is a frequent family name. */
export function isSurname(word: string): boolean {
  return SURNAMES.has(word);
}
