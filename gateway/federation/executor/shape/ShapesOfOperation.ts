import { isVariable } from '@apollo/federation-internals';
import type { CompositeType, Operation, OperationElement, SelectionSet, Variable } from '@apollo/federation-internals';
import { booleanOf } from '../booleanOf';
import type { VariableValues } from '../booleanOf';
import { compileShape } from './compileShape';
import type { Shape } from './compileShape';

/** Of one operation, for as many assignments of its conditions. The oldest goes first. */
const MAX_SHAPES = 32;

/** The shapes of an operation's answers: one for each assignment of the variables in its `@skip` and `@include`. */
export class ShapesOfOperation {
  readonly #conditions: readonly string[];
  readonly #shapes = new Map<string, Shape>();

  constructor(private readonly operation: Operation) {
    this.#conditions = conditionsIn(operation.selectionSet);
  }

  /** The shape for what the client gave. */
  of(values: VariableValues): Shape {
    const key = this.#conditions.length === 0 ? '' : JSON.stringify(valuesOf(this.#conditions, values));
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      const [oldest] = this.#shapes.keys();
      if (oldest !== undefined && this.#shapes.size >= MAX_SHAPES) this.#shapes.delete(oldest);
      this.#shapes.set(key, (shape = this.#compile(values)));
    }
    return shape;
  }

  #compile(values: VariableValues): Shape {
    // A shape outlives the request, whose other variables may be large.
    const known: VariableValues = { variables: valuesOf(this.#conditions, values), defaults: {} };
    const schema = this.operation.schema();
    const rootType = schema.schemaDefinition.rootType(this.operation.rootKind) as CompositeType;
    return compileShape(this.operation.selectionSet, rootType, {
      schema,
      isExcluded: (element) => isExcluded(element, known),
    });
  }
}

function valuesOf(names: readonly string[], { variables, defaults }: VariableValues): Record<string, unknown> {
  const values = Object.create(null) as Record<string, unknown>;
  for (const name of names) values[name] = Object.hasOwn(variables, name) ? variables[name] : defaults[name];
  return values;
}

function isExcluded(element: OperationElement, values: VariableValues): boolean {
  return element.appliedDirectives.some((directive) => {
    if (directive.name !== 'skip' && directive.name !== 'include') return false;
    const { if: condition } = directive.arguments() as { if: boolean | Variable };
    const holds = isVariable(condition) ? booleanOf(condition.name, values) : condition;
    return holds === (directive.name === 'skip');
  });
}

/** The variables that decide what is left out, each once. */
function conditionsIn(selectionSet: SelectionSet): readonly string[] {
  const names = new Set<string>();
  const visited = new Set<SelectionSet>();
  const visit = (selected: SelectionSet): void => {
    // The spreads of one fragment share its selection.
    if (visited.has(selected)) return;
    visited.add(selected);
    for (const { element, selectionSet: below } of selected.selections()) {
      for (const directive of element.appliedDirectives) {
        if (directive.name !== 'skip' && directive.name !== 'include') continue;
        const { if: condition } = directive.arguments() as { if: boolean | Variable };
        if (isVariable(condition)) names.add(condition.name);
      }
      if (below) visit(below);
    }
  };
  visit(selectionSet);
  return [...names];
}
