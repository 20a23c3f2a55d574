import type { Span } from '@opentelemetry/api';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { ANONYMOUS } from '../../contract/tokens';
import type { Viewer } from '../../contract/tokens';
import { Seal } from '../../serving/Seal';
import { Disclosures, MOST_NAMED } from '../disclosure/Disclosures';
import { visibleSections } from '../record/visibility';
import type { AskedOperation } from './AskedOperation';
import { Loaders } from './Loaders';

/** What a resolver knows of its request. The city is here and not in a global: one process may serve several cities. */
export interface CityContext {
  readonly cityId: string;
  readonly dataSource: DataSource;
  readonly viewer: Viewer;
  /** By what the request is called in logs. */
  readonly requestId: string;
  /** The visibilities that the viewer may see. */
  readonly sections: readonly Visibility[];
  /** Seals cursors. */
  readonly seal: Seal;
  /** The smallest count of staff with a value that an anonymous viewer is told; others are left out of facets. */
  readonly minCount: number;
  readonly loaders: Loaders;
  /** They load what everybody may see. */
  readonly loadersOfStrangers: Loaders;
  /** Whether hits bring the records that they name, where they are asked to. */
  readonly recordsWithHits: boolean;
  /** Among how many matches a search orders, pages and counts. Undefined means `MAX_MATCHES`. */
  readonly mostMatches?: number | undefined;
  /** What of the answer has to be logged. Null for an anonymous viewer, who sees what everybody may see. */
  readonly disclosures: Disclosures | null;
  /** Takes notes for the log of requests. Not there for questions that do not come by HTTP. */
  readonly asked?: AskedOperation;
  /** What is recorded of the request, where tracing is on. */
  readonly span?: Span | undefined;
}

/** What a city's operators decide of its answers. */
export type CitySettings = Pick<CityContext, 'seal' | 'minCount' | 'recordsWithHits' | 'mostMatches'>;

/** Cursors are of use in this process alone. */
const usualSettings: CitySettings = { seal: Seal.ofProcess(), minCount: 1, recordsWithHits: true };

/** The context of one request. */
export function createCityContext(
  cityId: string,
  dataSource: DataSource,
  viewer: Viewer = ANONYMOUS,
  requestId = '',
  settings = usualSettings,
): CityContext {
  const sections = visibleSections(viewer);
  const disclosures = viewer.anonymous ? null : new Disclosures();
  const loaders = new Loaders(dataSource, sections, disclosures === null ? 0 : MOST_NAMED);
  return {
    cityId,
    dataSource,
    viewer,
    requestId,
    sections,
    ...settings,
    loaders,
    loadersOfStrangers: viewer.anonymous ? loaders : new Loaders(dataSource, visibleSections(ANONYMOUS), 0),
    disclosures,
  };
}
