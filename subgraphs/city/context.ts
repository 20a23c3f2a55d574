import type { Span } from '@opentelemetry/api';
import type { DataSource } from 'typeorm';
import { Seal } from '../serving/Seal';
import type { Viewer } from './auth/Viewer';
import { ANONYMOUS } from './auth/Viewer';
import { createLoaders } from './createLoaders';
import { Disclosures, MOST_NAMED } from './disclosure/Disclosures';
import type { AskedOperation } from './request/AskedOperation';
import type { Visibility } from './visibility/Visibility';
import { visibleSections } from './visibility/visibleSections';

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
  readonly loaders: ReturnType<typeof createLoaders>;
  /** What of the answer has to be logged. Null for an anonymous viewer, who sees what everybody may see. */
  readonly disclosures: Disclosures | null;
  /** Takes notes for the log of requests. Not there for questions that do not come by HTTP. */
  readonly asked?: AskedOperation;
  /** What is recorded of the request, where tracing is on. */
  readonly span?: Span | undefined;
}

const sealOfProcess = Seal.ofProcess();

/**
 * The context of one request.
 *
 * @param seal of the city's cursors; without it, they are of use in this process alone
 */
export function createCityContext(
  cityId: string,
  dataSource: DataSource,
  viewer: Viewer = ANONYMOUS,
  requestId = '',
  seal = sealOfProcess,
): CityContext {
  const sections = visibleSections(viewer);
  const disclosures = viewer.anonymous ? null : new Disclosures();
  return {
    cityId,
    dataSource,
    viewer,
    requestId,
    sections,
    seal,
    loaders: createLoaders(dataSource, sections, disclosures === null ? 0 : MOST_NAMED),
    disclosures,
  };
}
