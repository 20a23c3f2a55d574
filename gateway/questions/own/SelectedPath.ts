import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

/** A field on the way of a path, as the operation asks for it. */
export interface Step {
  readonly field: FieldNode;
  readonly type: GraphQLNamedType;
  readonly isList: boolean;
}

/** A path as the operation asks for it. */
export interface Way {
  readonly steps: readonly Step[];
  readonly last: Step;
}

/** Reads paths through what an operation asks for. */
export class SelectedPath {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  /**
   * The fields of a path below a selection, or the first name of it that is not asked for. The operation is valid, so all
   * fields of an answer's name have values of one shape.
   */
  follow(path: string, parent: GraphQLNamedType, selection: SelectionSetNode | undefined): Way | string {
    const steps: Step[] = [];
    let [type, selected] = [parent, selection];
    let last: Step | undefined;
    for (const name of path.split('.')) {
      const step = selected && this.#find(name, type, selected);
      if (step === undefined) return name;
      steps.push(step);
      last = step;
      [type, selected] = [step.type, step.field.selectionSet];
    }
    return last === undefined ? path : { steps, last };
  }

  #find(name: string, parent: GraphQLNamedType, { selections }: SelectionSetNode): Step | undefined {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if ((selection.alias ?? selection.name).value !== name) continue;
        const type = typeOfField(parent, selection.name.value);
        if (type === undefined) continue;
        return { field: selection, type: getNamedType(type), isList: isListType(getNullableType(type)) };
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (inner === undefined) continue;
      const condition = inner.typeCondition?.name.value;
      const within = condition === undefined ? parent : this.schema.getType(condition);
      const found = within && isCompositeType(within) ? this.#find(name, within, inner.selectionSet) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}

/** Undefined where a type has no such field. */
export function typeOfField(parent: GraphQLNamedType, field: string): GraphQLOutputType | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field]?.type : undefined;
}
