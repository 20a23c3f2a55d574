import type { Walk } from './Walk';

/** What somebody wants to find out, and how they do. */
export interface Journey {
  /** A sentence. */
  readonly name: string;
  readonly walk: (walk: Walk) => Promise<void>;
}
