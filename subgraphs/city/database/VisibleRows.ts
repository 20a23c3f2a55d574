import type { SeenBy } from '../visibility/SeenBy';
import { byVisibility } from '../visibility/SeenBy';
import type { Visibility } from '../../contract/enums';

/** What a viewer may see of a table, for SQL. */
export class VisibleRows {
  /** @param sections null for records that are led to by others, which decide who may see them */
  constructor(
    private readonly sections: readonly Visibility[] | null,
    private readonly seenBy: SeenBy = byVisibility,
  ) {}

  /** `AND` with the condition that the viewer may see a record; `placeholder` stands for `values`. */
  and(alias: string, placeholder: string): string {
    return this.sections === null ? '' : `AND ${this.seenBy(alias, placeholder)}`;
  }

  /** For the condition's placeholder: one, or none where there is no condition. */
  get values(): readonly unknown[] {
    return this.sections === null ? [] : [this.sections];
  }
}
