import type { z } from 'zod';
import { relayedAddress } from '../../contract/relay';
import { AllianceEntrySchema, CityEntrySchema, NetworkFileSchema, NetworkFileError } from './NetworkFile';
import type { AllianceEntry, CityEntry, NetworkFileProblem } from './NetworkFile';
import type { Alliance, City, Network } from './Network';
import type { TlsFiles } from '../../serving/tls/TlsFiles';
import { YamlWithLines } from './YamlWithLines';
import type { YamlPath } from './YamlWithLines';

/**
 * Reads a network file (YAML; the shapes are in `NetworkFile.ts`).
 *
 * @param text the file's content
 * @param fileName what error messages call the file
 * @throws NetworkFileError with everything that is wrong, each with its line
 */
export function parseNetwork(text: string, fileName: string): Network {
  const yaml = new YamlWithLines(text);
  if (yaml.problems.length > 0) throw new NetworkFileError(fileName, yaml.problems);

  const problems: NetworkFileProblem[] = [];
  const report = (path: YamlPath, reason: string) => problems.push({ line: yaml.lineOf(path), reason });
  const check = <T>(schema: z.ZodType<T>, value: unknown, path: YamlPath): T | undefined => {
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    for (const issue of checked.error.issues) reportIssue(issue, path, yaml, report);
    return undefined;
  };

  const file = check(NetworkFileSchema, yaml.value, []);
  // Where the outer shape is wrong already, the entries are still worth looking at.
  const rawCities = listAt(yaml, 'cities');
  const rawAlliances = listAt(yaml, 'alliances');
  const cities = rawCities.map((raw, index) => check(CityEntrySchema, raw, ['cities', index]));
  const alliances = rawAlliances.map((raw, index) => check(AllianceEntrySchema, raw, ['alliances', index]));

  reportRepeatedIds(rawCities, 'cities', report);
  reportRepeatedIds(rawAlliances, 'alliances', report);
  cities.forEach((city, index) => {
    if (city === undefined) return;
    reportHalfLocation(city, index, report);
    reportIdleReason(city, index, report);
    reportTwoWays(city, index, report);
    reportIdleKeys(city, index, report);
    reportIdleConnection(city, index, report);
    reportHalfCertificate(city, index, report);
  });
  // By the raw ids, so that a city with another mistake is not also called unknown.
  const cityIds = new Set(rawCities.map(idOf));
  alliances.forEach((alliance, index) => {
    if (alliance !== undefined) reportMembers(alliance, index, cityIds, report);
  });

  if (problems.length > 0 || file === undefined) {
    throw new NetworkFileError(
      fileName,
      problems.toSorted((a, b) => a.line - b.line),
    );
  }
  return buildNetwork(
    file.name,
    cities.filter((city) => city !== undefined),
    alliances.filter((alliance) => alliance !== undefined),
  );
}

type Report = (path: YamlPath, reason: string) => void;

function reportIssue(issue: z.core.$ZodIssue, base: YamlPath, yaml: YamlWithLines, report: Report): void {
  const path = [...base, ...(issue.path as YamlPath)];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report([...path, key], `${nameOf([...path, key])} is not known here.`);
    return;
  }
  report(
    path,
    `${nameOf(path)} must be ${issue.message}, but got ${path.length === 0 ? kindOf(yaml.value) : show(yaml.valueAt(path))}.`,
  );
}

function reportRepeatedIds(entries: readonly unknown[], list: string, report: Report): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const id = idOf(entry);
    if (id === undefined) return;
    if (seen.has(id))
      report([list, index, 'id'], `${list}[${index}].id must be unique, but "${id}" stands above already.`);
    seen.add(id);
  });
}

function reportHalfLocation(city: CityEntry, index: number, report: Report): void {
  const hasLatitude = city.latitude != null;
  if (hasLatitude === (city.longitude != null)) return;
  const [given, missing] = hasLatitude ? ['latitude', 'longitude'] : ['longitude', 'latitude'];
  report(['cities', index, given], `cities[${index}].${given} must come with a ${missing}, but got none.`);
}

function reportIdleReason({ suspended, reason }: CityEntry, index: number, report: Report): void {
  if (reason == null || suspended === true) return;
  report(['cities', index, 'reason'], `cities[${index}].reason must come with suspended: true, but got none.`);
}

function reportTwoWays({ connect, url }: CityEntry, index: number, report: Report): void {
  if (connect == null || url == null) return;
  report(['cities', index, 'connect'], `cities[${index}].connect must stand instead of a url, but got both.`);
}

function reportIdleKeys({ connect, nkeys }: CityEntry, index: number, report: Report): void {
  if (nkeys == null || connect != null) return;
  report(['cities', index, 'nkeys'], `cities[${index}].nkeys must come with connect: nats, but got none.`);
}

function reportIdleConnection(city: CityEntry, index: number, report: Report): void {
  if (city.connect == null) return;
  for (const key of ['tls', 'publicOnly'] as const) {
    if (city[key] == null) continue;
    report(['cities', index, key], `cities[${index}].${key} must come with a url, but got connect: nats.`);
  }
}

function reportHalfCertificate({ tls }: CityEntry, index: number, report: Report): void {
  if (tls == null || (tls.cert == null) === (tls.key == null)) return;
  const [given, missing] = tls.cert == null ? ['key', 'cert'] : ['cert', 'key'];
  report(['cities', index, 'tls', given], `cities[${index}].tls.${given} must come with a ${missing}, but got none.`);
}

function reportMembers(
  alliance: AllianceEntry,
  index: number,
  cityIds: ReadonlySet<string | undefined>,
  report: Report,
): void {
  const above = new Set<string>();
  alliance.cities.forEach((slug, member) => {
    const path: YamlPath = ['alliances', index, 'cities', member];
    if (!cityIds.has(slug)) {
      report(path, `${nameOf(path)} must be a city of this file, but got ${show(slug)}.`);
    } else if (above.has(slug)) {
      report(path, `${nameOf(path)} must name a city once, but "${slug}" stands above already.`);
    }
    above.add(slug);
  });
}

function buildNetwork(name: string, cities: readonly CityEntry[], alliances: readonly AllianceEntry[]): Network {
  const built = alliances.map(buildAlliance);
  const allianceIds = new Map<string, string[]>(cities.map(({ id }) => [id, []]));
  for (const { id, cityIds } of built) for (const cityId of cityIds) allianceIds.get(cityId)?.push(id);
  return {
    name,
    cities: new Map(cities.map((entry) => [entry.id, buildCity(entry, allianceIds.get(entry.id) ?? [])])),
    alliances: new Map(built.map((alliance) => [alliance.id, alliance])),
  };
}

function buildAlliance({ id, name, description, source, cities }: AllianceEntry): Alliance {
  return {
    id: `alliance:${id}`,
    name,
    ...(description != null && { description }),
    ...(source != null && { source }),
    cityIds: cities,
  };
}

function buildCity(entry: CityEntry, allianceIds: readonly string[]): City {
  const {
    id,
    name,
    country,
    lauCode,
    population,
    latitude,
    longitude,
    languages,
    url,
    connect,
    nkeys,
    bind,
    publicOnly,
    tls,
    suspended,
    reason,
    source,
  } = entry;
  const address = connect === 'nats' ? relayedAddress(id) : url;
  const server = address == null ? {} : { url: address };
  // A relay carries the calls, and could change them.
  const isBound = bind === 'body' || connect === 'nats';
  return {
    id,
    name,
    country,
    ...(lauCode != null && { lauCode }),
    ...(population != null && { population }),
    ...(latitude != null && longitude != null && { location: { latitude, longitude } }),
    languages: Intl.getCanonicalLocales([...(languages ?? [])]),
    ...(suspended === true ? { suspended: { ...(reason != null && { reason }), ...server } } : server),
    ...(nkeys != null && nkeys.length > 0 && { relayKeys: nkeys }),
    ...(isBound && { bind: 'body' as const }),
    ...((publicOnly != null || tls != null) && {
      connection: { ...(publicOnly != null && { publicOnly }), ...(tls != null && { tls: buildTls(tls) }) },
    }),
    ...(source != null && { source }),
    allianceIds,
  };
}

function buildTls({ ca, cert, key }: NonNullable<CityEntry['tls']>): TlsFiles {
  return { ...(ca != null && { ca }), ...(cert != null && key != null && { cert, key }) };
}

function listAt(yaml: YamlWithLines, key: string): readonly unknown[] {
  const value = yaml.valueAt([key]);
  return Array.isArray(value) ? value : [];
}

function idOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || !('id' in entry)) return undefined;
  return typeof entry.id === 'string' ? entry.id : undefined;
}

/** `cities[3].population` for `['cities', 3, 'population']`. */
function nameOf(path: YamlPath): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return name.replace(/^\./, '') || 'the file';
}

/** Of a whole file no more than this is shown: it may be another one than was meant, with secrets in it. */
function kindOf(value: unknown): string {
  return typeof value === 'string' ? 'a text' : show(value);
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return typeof value === 'object' ? 'a mapping' : JSON.stringify(value);
  const shown = value.replace(USER_OF_URL, '$1…@');
  return JSON.stringify(shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown);
}

/** The name and the password in an address. */
const USER_OF_URL = /(:\/\/)[^/@\s]*@/g;

const LONGEST_SHOWN = 100;
