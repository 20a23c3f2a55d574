import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Data } from './Data';
import { mergeInto, setOwn } from './mergeInto';
import type { TypeConditions } from './TypeConditions';

/** Reads from an object what a subgraph must be told of it. Null when some of that is not there. */
export type SelectRepresentation = (source: unknown) => Data | null;

interface Fragment {
  readonly types: ReadonlySet<string>;
  readonly select: SelectRepresentation;
}

interface Field {
  readonly name: string;
  readonly select: ((value: unknown) => unknown) | undefined;
}

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  types: TypeConditions,
): SelectRepresentation {
  const fields: Field[] = [];
  const fragments: Fragment[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const select = selection.selections && compileRepresentation(selection.selections, types);
      fields.push({ name: selection.alias ?? selection.name, select: select && eachOf(select) });
    } else if (selection.typeCondition !== undefined) {
      fragments.push({
        types: types.namesOf(selection.typeCondition),
        select: compileRepresentation(selection.selections, types),
      });
    }
  }

  return (source) => {
    if (typeof source !== 'object' || source === null) return null;
    let representation: Data | undefined;
    if (fields.length > 0) {
      representation = {};
      for (const { name, select } of fields) {
        const value = Object.hasOwn(source, name) ? (source as Data)[name] : undefined;
        if (value === undefined) return null;
        setOwn(representation, name, select ? select(value) : value);
      }
    }
    for (const fragment of fragments) {
      if (!fragment.types.has((source as Data)['__typename'] as string)) continue;
      const part = fragment.select(source);
      if (part === null) continue;
      if (representation === undefined) representation = part;
      else mergeInto(representation, part);
    }
    return representation ?? {};
  };
}

function eachOf(select: SelectRepresentation): (value: unknown) => unknown {
  return (value) => (Array.isArray(value) ? value.map(select) : select(value));
}
