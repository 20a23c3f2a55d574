import type { Visibility } from '../visibility/Visibility';

/** What the viewer may see of a table; null for records that have no visibility of their own. */
export type Sections = readonly Visibility[] | null;

/** `AND` with the condition that the viewer may see a record; `placeholder` stands for `visibleValues`. */
export function andVisible(sections: Sections, alias: string, placeholder: string): string {
  return sections === null ? '' : `AND ${alias}.visibility = ANY(${placeholder})`;
}

export function visibleValues(sections: Sections): readonly unknown[] {
  return sections === null ? [] : [sections];
}
