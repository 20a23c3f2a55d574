import { getNamedType, isInterfaceType, isObjectType, isUnionType, Kind, visit } from 'graphql';
import type {
  ArgumentNode,
  DefinitionNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';
import type { Omission } from '../../../subgraphs/contract/AskCity';
import { fitLiteral, lacks } from './fitValue';
import type { Fitted } from './fitValue';

export interface Pruning {
  /** One operation and its fragments, valid for the contract. */
  readonly document: DocumentNode;
  readonly contract: GraphQLSchema;
  readonly lacking: ReadonlySet<SchemaCoordinate>;
  /** By name. A variable without a value is not there. */
  readonly variables: ReadonlyMap<string, Fitted<unknown>>;
}

export interface PrunedOperation {
  /** Undefined when no field is left at its root. */
  readonly document: DocumentNode | undefined;
  /** The variables that it still uses. */
  readonly variableNames: readonly string[];
  readonly omissions: readonly Omission[];
  /** Keys that lead, through objects and lists, to where the answer misses a field; those of named fragments excepted. */
  readonly gaps: readonly (readonly string[])[];
  /** By its key in the answer: a field of the root that was left out, and what is lacking for it. */
  readonly refused: ReadonlyMap<string, SchemaCoordinate>;
}

/** A field that was left out, and what is lacking for it. */
type Omitted = Map<string, Omit<Omission, 'of'>>;

interface Place {
  readonly type: GraphQLNamedType;
  /** Undefined in a named fragment, which has many places. */
  readonly path: readonly string[] | undefined;
  readonly omitted: Omitted;
  /** Whether it is in an entity, of which there may be others. */
  readonly isInEntity: boolean;
}

/** Arguments that leave out nothing. A city that lacks them answers with the same records, and its hits stand in one tier. */
const ORDERING: ReadonlySet<string> = new Set(['aspects', 'lift']);

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Leaves out of an operation what a city lacks, and what is of no use any more: a field that it lacks, a field with an
 * argument that it lacks or cannot be told (without it the answer would be another one), then variables and fragments. An
 * argument that it lacks and that is not given, or that only says what comes first, is left out alone. Where nothing is left, `__typename` is selected.
 */
export function pruneOperation({ document, contract, lacking, variables }: Pruning): PrunedOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  const query = contract.getQueryType();
  if (!operation || !query) throw new Error('There is no operation for a city.');

  const entity = contract.getType('_Entity');
  const isEntity = (type: GraphQLNamedType): boolean =>
    isUnionType(entity) && isObjectType(type) && contract.isSubType(entity, type);
  const gaps: (readonly string[])[] = [];
  const refused = new Map<string, SchemaCoordinate>();
  const omissions: Omission[] = [];
  const prunedFragments = new Map<string, FragmentDefinitionNode>();
  const omittedInFragments = new Map<string, Omitted>();

  function pruneSelections(set: SelectionSetNode, place: Place): SelectionSetNode {
    const selections = set.selections.flatMap((selection) => pruneSelection(selection, place));
    return { ...set, selections: selections.length > 0 ? selections : [TYPENAME] };
  }

  function pruneSelection(selection: SelectionNode, place: Place): readonly SelectionNode[] {
    if (isLeftOut(selection, variables)) return [];
    if (selection.kind === Kind.FIELD) return pruneField(selection, place);
    const condition = conditionOf(selection, fragments);
    if (condition !== null && lacking.has(condition)) {
      note(place, condition, condition);
      return [];
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      for (const [key, omitted] of pruneFragment(selection.name.value)) place.omitted.set(key, omitted);
      return [selection];
    }
    const type = (condition === null ? undefined : contract.getType(condition)) ?? place.type;
    return [{ ...selection, selectionSet: pruneSelections(selection.selectionSet, { ...place, type }) }];
  }

  function pruneField(field: FieldNode, place: Place): readonly FieldNode[] {
    const { type } = place;
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    // `__typename`
    if (!definition) return [field];
    const coordinate = `${type.name}.${definition.name}`;
    const key = (field.alias ?? field.name).value;
    const fitted = lacking.has(coordinate) ? lacks(coordinate) : fitArguments(field, definition, coordinate);
    const path = place.path && [...place.path, key];
    if (fitted.state === 'LACKING') {
      if (type === query) refused.set(key, fitted.lacks);
      else {
        note(place, coordinate, fitted.lacks);
        if (path) gaps.push(path);
      }
      return [];
    }
    const kept = { ...field, arguments: fitted.value };
    if (!field.selectionSet) return [kept];
    const inner = { ...place, type: getNamedType(definition.type), path };
    const prune =
      coordinate === 'Query._entities'
        ? pruneEntities
        : isEntity(inner.type) && !place.isInEntity
          ? pruneRecord
          : pruneSelections;
    return [{ ...kept, selectionSet: prune(field.selectionSet, inner) }];
  }

  /** The same, with a note of which entities each omission is. */
  function pruneEntities(set: SelectionSetNode, place: Place): SelectionSetNode {
    const selections = set.selections.flatMap((selection) => {
      const omitted: Omitted = new Map();
      const pruned = pruneSelection(selection, { ...place, omitted, isInEntity: true });
      const of = selection.kind === Kind.FIELD ? null : conditionOf(selection, fragments);
      omissions.push(...[...omitted.values()].map((each) => ({ ...each, of })));
      return pruned;
    });
    return { ...set, selections: selections.length > 0 ? selections : [TYPENAME] };
  }

  /** The same for the record that comes with a hit. */
  function pruneRecord(set: SelectionSetNode, place: Place): SelectionSetNode {
    const omitted: Omitted = new Map();
    const pruned = pruneSelections(set, { ...place, omitted, isInEntity: true });
    omissions.push(...[...omitted.values()].map((each) => ({ ...each, of: place.type.name })));
    return pruned;
  }

  /** Once, wherever it is used. */
  function pruneFragment(name: string): Omitted {
    const known = omittedInFragments.get(name);
    if (known) return known;
    const definition = fragments.get(name);
    const type = definition && contract.getType(definition.typeCondition.name.value);
    if (!definition || !type) throw new Error(`There is no fragment "${name}" on a type of the contract.`);
    const omitted: Omitted = new Map();
    const selectionSet = pruneSelections(definition.selectionSet, { type, path: undefined, omitted, isInEntity: true });
    prunedFragments.set(name, { ...definition, selectionSet });
    omittedInFragments.set(name, omitted);
    return omitted;
  }

  function fitArguments(
    { arguments: given = [] }: FieldNode,
    { args }: GraphQLField<unknown, unknown>,
    field: SchemaCoordinate,
  ): Fitted<readonly ArgumentNode[]> {
    const kept: ArgumentNode[] = [];
    for (const argument of given) {
      const name = argument.name.value;
      const type = args.find((each) => each.name === name)?.type;
      if (!type) throw new Error(`The contract has no argument "${field}(${name}:)".`);
      const fitted = fitLiteral(argument.value, type, lacking, variables);
      if (lacking.has(`${field}(${name}:)`)) {
        const asks = fitted.state === 'LACKING' || fitted.given;
        if (asks && !ORDERING.has(name)) return lacks(`${field}(${name}:)`);
        continue;
      }
      if (fitted.state === 'LACKING') return fitted;
      kept.push({ ...argument, value: fitted.value });
    }
    return { state: 'FITTED', value: kept, given: true };
  }

  const omitted: Omitted = new Map();
  const selections = operation.selectionSet.selections.flatMap((selection) =>
    pruneSelection(selection, { type: query, path: [], omitted, isInEntity: false }),
  );
  omissions.push(...[...omitted.values()].map((each) => ({ ...each, of: null })));
  const root: OperationDefinitionNode = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const used = usedVariables([root, ...prunedFragments.values()]);
  const variableDefinitions = root.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return {
    document:
      selections.length === 0
        ? undefined
        : { kind: Kind.DOCUMENT, definitions: [{ ...root, variableDefinitions }, ...prunedFragments.values()] },
    variableNames: [...used],
    omissions,
    gaps,
    refused,
  };
}

function note({ omitted }: Place, field: SchemaCoordinate, lacking: SchemaCoordinate): void {
  omitted.set(`${field} ${lacking}`, { field, lacks: lacking });
}

function conditionOf(
  selection: Exclude<SelectionNode, FieldNode>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string | null {
  const { typeCondition } =
    selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments.get(selection.name.value) ?? {});
  return typeCondition?.name.value ?? null;
}

/** By `@skip` or `@include`: what is not asked for is not lacking either. */
function isLeftOut({ directives = [] }: SelectionNode, variables: Pruning['variables']): boolean {
  return directives.some(({ name, arguments: [condition] = [] }) => {
    if (name.value !== 'skip' && name.value !== 'include') return false;
    const given = condition?.value;
    const variable = given?.kind === Kind.VARIABLE ? variables.get(given.name.value) : undefined;
    const value = given?.kind === Kind.BOOLEAN ? given.value : variable?.state === 'FITTED' && variable.value;
    return value === (name.value === 'skip');
  });
}

function usedVariables(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const used = new Set<string>();
  visit(
    { kind: Kind.DOCUMENT, definitions },
    {
      VariableDefinition: () => false,
      Variable: ({ name }) => {
        used.add(name.value);
      },
    },
  );
  return used;
}
