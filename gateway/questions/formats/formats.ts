import type { Question } from '../Question';
import { atom } from './atom';
import { csv } from './csv';
import type { Format } from './Format';
import { geojson } from './geojson';
import { ics } from './ics';
import { json } from './json';
import { xlsx } from './xlsx/xlsx';

/** All forms of an answer, in the order in which they are shown. */
export const FORMATS: readonly Format[] = [xlsx, csv, json, atom, ics, geojson];

/** Those in which a question can be answered. */
export function formatsOf({ parts = [] }: Pick<Question, 'parts'>): readonly Format[] {
  return FORMATS.filter(({ writes }) => writes === undefined || parts.includes(writes));
}
