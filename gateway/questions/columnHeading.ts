import { headingOf } from '../web/language/headings';
import type { Language } from '../web/language/Texts';
import type { Column } from './Question';

/** What people read above a column. */
export function columnHeading({ name, heading }: Column, language: Language): string {
  return heading?.[language] ?? headingOf(name, language);
}
