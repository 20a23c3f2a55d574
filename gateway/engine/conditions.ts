import { GraphQLError, Kind, visit } from 'graphql';
import type {
  DefinitionNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { badInput } from './badInput';

/** The values of an operation's variables, with defaults where the client gave nothing. */
export type VariableValues = Readonly<Record<string, unknown>>;

/**
 * Whether `@skip` and `@include` leave a selection in. Throws a GraphQLError where a condition is null: a variable that may
 * be null is allowed there if it has a default, and a client can still give null for it.
 */
export function isIncluded({ directives = [] }: SelectionNode, variables: VariableValues): boolean {
  if (directives.length === 0) return true;
  const holds = (name: 'skip' | 'include'): boolean | undefined => {
    const directive = directives.find((one) => one.name.value === name);
    const condition = directive?.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (condition === undefined) return undefined;
    const value =
      condition.kind === Kind.VARIABLE
        ? variables[condition.name.value]
        : condition.kind === Kind.BOOLEAN
          ? condition.value
          : null;
    if (typeof value !== 'boolean') {
      throw badInput('Argument "if" of non-null type "Boolean!" must not be null.', condition);
    }
    return value;
  };
  return holds('skip') !== true && holds('include') !== false;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Writes one operation as it holds for these variables: without what `@skip` and `@include` leave out, without these
 * directives, and without the variables and fragments that are of no use then. Whoever reads the answer need not know
 * when a field may be missing. Where nothing is left of a selection, `__typename` is selected, since the object around it
 * is asked for still. A selection whose condition is null is left out: that is an error for whoever answers the client.
 *
 * @param document one operation, and the fragments that it uses
 */
export function settleConditions(document: DocumentNode, variables: VariableValues): DocumentNode {
  let settled = 0;
  const settle = <Selection extends SelectionNode>(selection: Selection): Selection | null | undefined => {
    const { directives = [] } = selection;
    const others = directives.filter(({ name }) => name.value !== 'skip' && name.value !== 'include');
    if (others.length === directives.length) return undefined;
    settled += 1;
    return isAskedFor(selection, variables) ? { ...selection, directives: others } : null;
  };
  const changed = visit(document, {
    Field: settle,
    InlineFragment: settle,
    FragmentSpread: settle,
    SelectionSet: { leave: fillUp },
  });
  return settled === 0 ? document : leaveOutUnused(changed);
}

function isAskedFor(selection: SelectionNode, variables: VariableValues): boolean {
  try {
    return isIncluded(selection, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

/** A selection set may not be empty. */
export function fillUp(set: SelectionSetNode): SelectionSetNode | undefined {
  return set.selections.length > 0 ? undefined : { ...set, selections: [TYPENAME] };
}

/** Leaves out the fragments and the variables that an operation does not use: a server refuses them. */
export function leaveOutUnused({ definitions, ...document }: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const used = { variables: new Set<string>(), fragments: new Set<FragmentDefinitionNode>() };
  const collect = (definition: DefinitionNode): void => {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.fragments.has(fragment)) return;
        used.fragments.add(fragment);
        collect(fragment);
      },
    });
  };
  operations.forEach(collect);
  return {
    ...document,
    definitions: [
      ...operations.map((operation) => ({
        ...operation,
        variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
          used.variables.has(variable.name.value),
        ),
      })),
      ...used.fragments,
    ],
  };
}

/** Of one operation. What was not asked for longest goes first. */
const MAX_VARIANTS = 32;

/**
 * Keeps what is made of an operation for each way in which its variables change what is asked for: the values of those in
 * `@skip` and `@include`, and which of the others are null, since a null may stand where none is allowed.
 */
export class OperationVariants<Made extends object> {
  /** The variables in conditions, each once. */
  readonly conditions: readonly string[];
  readonly #nullable: readonly string[];
  readonly #made = new LRUCache<string, Made>({ max: MAX_VARIANTS });

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
    this.#made.set(this.#keyOf(variables), made);
  }

  #keyOf(variables: VariableValues): string {
    const isSimple = this.conditions.length === 0 && this.#nullable.length === 0;
    return isSimple ? '' : JSON.stringify(this.decisive(variables));
  }
}
