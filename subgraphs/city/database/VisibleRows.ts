import type { Visibility } from '../visibility/Visibility';

/** What a viewer may see of a table, for SQL. */
export class VisibleRows {
  /** @param sections null for records that have no visibility of their own */
  constructor(private readonly sections: readonly Visibility[] | null) {}

  /** `AND` with the condition that the viewer may see a record; `placeholder` stands for `values`. */
  and(alias: string, placeholder: string): string {
    return this.sections === null ? '' : `AND ${alias}.visibility = ANY(${placeholder})`;
  }

  /** For the condition's placeholder: one, or none where there is no condition. */
  get values(): readonly unknown[] {
    return this.sections === null ? [] : [this.sections];
  }
}
