import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { VariableValues } from './isIncluded';

/** Of one operation. The oldest goes first. */
const MAX_VARIANTS = 32;

/**
 * Keeps what is made of an operation for each way in which its variables change what is asked for: the values of those in
 * `@skip` and `@include`, and which of the others are null, since a null may stand where none is allowed.
 */
export class OperationVariants<Made> {
  /** The variables in conditions, each once. */
  readonly conditions: readonly string[];
  readonly #nullable: readonly string[];
  readonly #made = new Map<string, Made>();

  /** @param document one operation, and its fragments */
  constructor(document: DocumentNode) {
    const conditions = new Set<string>();
    const nullable = new Set<string>();
    visit(document, {
      VariableDefinition: ({ variable, type }) => {
        if (type.kind !== Kind.NON_NULL_TYPE) nullable.add(variable.name.value);
        return false;
      },
      Directive: ({ name, arguments: [condition] = [] }) => {
        if (name.value !== 'skip' && name.value !== 'include') return;
        if (condition?.value.kind === Kind.VARIABLE) conditions.add(condition.value.name.value);
      },
    });
    this.conditions = [...conditions];
    this.#nullable = [...nullable];
  }

  /** What decides between the variants: the conditions, and the nulls. */
  decisive(variables: VariableValues): VariableValues {
    const decisive = Object.create(null) as Record<string, unknown>;
    for (const name of this.conditions) decisive[name] = variables[name];
    for (const name of this.#nullable) if (variables[name] === null) decisive[name] = null;
    return decisive;
  }

  get(variables: VariableValues): Made | undefined {
    return this.#made.get(this.#keyOf(variables));
  }

  set(variables: VariableValues, made: Made): void {
    const [oldest] = this.#made.keys();
    if (oldest !== undefined && this.#made.size >= MAX_VARIANTS) this.#made.delete(oldest);
    this.#made.set(this.#keyOf(variables), made);
  }

  #keyOf(variables: VariableValues): string {
    const isSimple = this.conditions.length === 0 && this.#nullable.length === 0;
    return isSimple ? '' : JSON.stringify(this.decisive(variables));
  }
}
