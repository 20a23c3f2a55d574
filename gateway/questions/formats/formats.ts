import { csv } from './csv';
import type { Format } from './Format';
import { json } from './json';

/** All forms of an answer, in the order in which they are shown. */
export const FORMATS: readonly Format[] = [csv, json];
