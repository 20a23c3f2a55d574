import { isAbstractType, isObjectType, Kind, print, visit } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema, InlineFragmentNode, SelectionNode } from 'graphql';
import type { AnswerReader } from './compileAnswerReader';
import { givenArguments } from './givenArguments';
import type { MayBeWrong } from './givenArguments';

/** An `_entities` operation as it is sent to cities, and the reader of what they answer to it. */
export interface EntityQuestion {
  readonly query: string;
  readonly read: AnswerReader;
  readonly mayBeWrong: MayBeWrong;
}

/**
 * Has cities say of each entity which one it is. A planner does not ask for what it knows from the representation, and
 * then nobody would notice when a city answers in another order, or gives one record in the place of another.
 *
 * @param read reads what the operation itself asks for
 */
export function identifyEntities(document: DocumentNode, contract: GraphQLSchema, read: AnswerReader): EntityQuestion {
  const conditions = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.typeCondition]] : [],
    ),
  );
  const identity = identityIn(document);
  const identityField: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: identity },
    name: { kind: Kind.NAME, value: 'id' },
  };
  const identified = new Set<string>();
  const identify = (selection: SelectionNode): InlineFragmentNode[] => {
    const typeCondition =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.typeCondition
        : selection.kind === Kind.FRAGMENT_SPREAD
          ? conditions.get(selection.name.value)
          : undefined;
    if (!typeCondition || identified.has(typeCondition.name.value)) return [];
    identified.add(typeCondition.name.value);
    const selectionSet = { kind: Kind.SELECTION_SET, selections: [identityField] } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }];
  };
  const sent = visit(document, {
    FragmentDefinition: () => false,
    Field: (field) => {
      const { selectionSet } = field;
      if (field.name.value !== '_entities' || !selectionSet) return false;
      const { selections } = selectionSet;
      return {
        ...field,
        selectionSet: { ...selectionSet, selections: [...selections, ...selections.flatMap(identify)] },
      };
    },
  });

  const isIdentified = (typeName: string): boolean => {
    const type = contract.getType(typeName);
    return [...identified].some((condition) => {
      const conditionType = contract.getType(condition);
      return (
        condition === typeName ||
        (isAbstractType(conditionType) && isObjectType(type) && contract.isSubType(conditionType, type))
      );
    });
  };
  const identifiedTypes = new Map<string, boolean>();
  return {
    query: print(sent),
    mayBeWrong: givenArguments(document),
    read: (answer, representation, asked) => {
      const { __typename, id } = representation;
      let isAsked = identifiedTypes.get(__typename);
      if (isAsked === undefined) identifiedTypes.set(__typename, (isAsked = isIdentified(__typename)));
      if (isAsked && isRecord(answer) && answer[identity] !== id) {
        return { entity: null, violations: [{ kind: 'MISPLACED', path: [] }], cuts: [], values: 0 };
      }
      return read(answer, representation, asked);
    },
  };
}

/** A name that the operation gives to nothing else. */
function identityIn(document: DocumentNode): string {
  const text = print(document);
  let identity = 'entity__id';
  while (text.includes(identity)) identity += '_';
  return identity;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
