import { servingLimits } from '../database/DatabaseLimits';
import type { DatabaseLimits } from '../database/DatabaseLimits';
import type { RoleCheck } from '../database/runtimeRole';

/** Where figures are told. */
export interface MetricsAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** How a city's server behaves for those who run it. */
export interface Operations {
  readonly limits: DatabaseLimits;
  /** What is to happen when the role that serves may do more than that; null does not look. */
  readonly roleCheck: RoleCheck | null;
  /** Null tells no figures. */
  readonly metrics: MetricsAddress | null;
  /** How long, in milliseconds, a server that ends waits for its clients to leave before it ends idle connections. */
  readonly graceMs: number;
}

/** For a server within another program, such as a test or the demo. */
export const embeddedOperations: Operations = { limits: servingLimits, roleCheck: null, metrics: null, graceMs: 0 };
