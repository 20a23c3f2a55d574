import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type {
  ASTNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql';
import type { CityCursors } from '../../subgraphs/search/SearchSources';
import { fillUp, leaveOutUnused } from '../engine/conditions';
import { isConnection } from './fieldRules';
import type { Variables } from './fieldRules';

/** The variables with which a city is sent an operation. */
interface Opened {
  readonly variables: Variables;
  /** Those whose cursors are none of this city. */
  readonly refused: ReadonlySet<string>;
}

/** The arguments of a list that take cursors. */
const CURSORS: ReadonlySet<string> = new Set(['after', 'before']);

/** An operation without the fields that go on from a cursor that is none of the city. */
export interface Spared {
  readonly document: DocumentNode;
  /** What the entity is left without, by the keys in the answer. */
  readonly leftOut: readonly string[];
}

/**
 * The cursors that an `_entities` operation gives back to cities, wherever it says `after` or `before` for a page, as text
 * or by a variable. Clients have them sealed, so each city is sent its own cursors opened.
 */
export class CursorArguments {
  private constructor(
    /** The operation, with a variable of its own for each cursor. */
    readonly document: DocumentNode,
    /** What stands for a cursor, by these variables. */
    private readonly sources: ReadonlyMap<string, ValueNode>,
    private readonly defaults: ReadonlyMap<string, ValueNode>,
  ) {}

  static of(document: DocumentNode, contract: GraphQLSchema): CursorArguments {
    const typeInfo = new TypeInfo(contract);
    const sources = new Map<string, ValueNode>();
    const prefix = unusedPrefix(document);
    const changed = visit(
      document,
      visitWithTypeInfo(typeInfo, {
        Argument: (argument) => {
          const type = typeInfo.getFieldDef()?.type;
          if (!CURSORS.has(argument.name.value) || type == null || !isConnection(type)) return undefined;
          const name = `${prefix}${sources.size + 1}`;
          sources.set(name, argument.value);
          return { ...argument, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } };
        },
      }),
    );
    if (sources.size === 0) return new CursorArguments(document, sources, new Map());
    const defaults = new Map<string, ValueNode>();
    const declared = [...sources.keys()].map(declare);
    const withVariables = visit(changed, {
      OperationDefinition: (operation: OperationDefinitionNode) => {
        for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
          if (defaultValue !== undefined) defaults.set(variable.name.value, defaultValue);
        }
        return { ...operation, variableDefinitions: [...(operation.variableDefinitions ?? []), ...declared] };
      },
      Field: () => false,
    });
    return new CursorArguments(leaveOutUnused(withVariables), sources, defaults);
  }

  /** Opens the cursors for a city. */
  open(given: Variables, cityId: string, cursors: CityCursors): Opened {
    if (this.sources.size === 0) return { variables: given, refused: new Set() };
    const variables: Record<string, unknown> = { ...given };
    const refused = new Set<string>();
    for (const [name, source] of this.sources) {
      const text = this.#textOf(source, given);
      // An argument that is left out is none that is null.
      if (text === undefined) continue;
      const cursor = text === null ? null : cursors.open(text, cityId);
      if (cursor === undefined) refused.add(name);
      else variables[name] = cursor;
    }
    return { variables, refused };
  }

  /** Leaves out the fields of entities, as a whole, in which one of these variables stands. */
  spare(refused: ReadonlySet<string>): Spared {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of this.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const leftOut = new Set<string>();
    const spared = visit(this.document, {
      Field: (field: FieldNode) => {
        if (field.name.value === '_entities') return undefined;
        // What stands in it goes or stays with it.
        if (!uses(field, refused, fragments)) return false;
        leftOut.add((field.alias ?? field.name).value);
        return null;
      },
      SelectionSet: { leave: fillUp },
    });
    return { document: leaveOutUnused(spared), leftOut: [...leftOut] };
  }

  /** Null where that is given, and undefined where nothing is. */
  #textOf(source: ValueNode, given: Variables): string | null | undefined {
    if (source.kind === Kind.STRING) return source.value;
    if (source.kind !== Kind.VARIABLE) return null;
    const name = source.name.value;
    const value = given[name];
    if (value !== undefined) return typeof value === 'string' ? value : null;
    const byDefault = this.defaults.get(name);
    if (byDefault === undefined) return undefined;
    return byDefault.kind === Kind.STRING ? byDefault.value : null;
  }
}

function declare(name: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } },
  };
}

/** Whether one of the variables stands in a part of the operation, or in a fragment that it leads to. */
function uses(
  node: ASTNode,
  variables: ReadonlySet<string>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): boolean {
  let isUsed = false;
  visit(node, {
    Variable: ({ name }) => {
      isUsed ||= variables.has(name.value);
    },
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (fragment !== undefined) isUsed ||= uses(fragment, variables, fragments);
    },
  });
  return isUsed;
}

/** Of names that the operation gives to nothing else. */
function unusedPrefix(document: DocumentNode): string {
  const names = new Set<string>();
  visit(document, { Name: ({ value }) => void names.add(value) });
  let prefix = 'cursor_';
  while ([...names].some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}
