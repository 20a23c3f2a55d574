import {
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
} from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { ownershipRule } from './ownershipRule';
import type { OwnershipRule } from './ownershipRule';
import type { Representation } from './splitByOwner';

/**
 * Something in an answer that was dropped: an id that is not the city's to give, a value that the contract does not allow
 * there, or another record than the one asked for. `path` leads to it from the entity.
 */
export interface Violation {
  readonly kind: 'FOREIGN_ID' | 'MALFORMED' | 'MISPLACED';
  readonly path: readonly (string | number)[];
}

export interface EntityReading {
  /** A copy that holds what was asked for and nothing else; null when the entity is unknown or was dropped. */
  readonly entity: Readonly<Record<string, unknown>> | null;
  readonly violations: readonly Violation[];
}

/** Reads what `city` answered for one representation. */
export type AnswerReader = (answer: unknown, representation: Representation, city: string) => EntityReading;

interface Reading {
  readonly city: string;
  /** The id that the entity itself was asked for by. */
  readonly id: string;
  readonly violations: Violation[];
  /** The place being read, changed in place. */
  readonly path: (string | number)[];
}

interface IdField {
  readonly isId: boolean;
  readonly rule: OwnershipRule | null;
}

/** Undefined where a null is not allowed: the nearest nullable place around it becomes null, as in GraphQL execution. */
type ReadValue = (value: unknown, reading: Reading) => unknown;

/** More of them say nothing new, and a hostile answer could hold millions. */
const MAX_VIOLATIONS = 20;

/**
 * Compiles an `_entities` operation into a reader of its answers. The gateway trusts the shape of what subgraphs send,
 * and one wrong shape fails the whole query there, so a city's answer is copied field by field: only what was asked for,
 * of the type that the contract gives, with ids that the city may speak for. What breaks this becomes null, and the null
 * moves up to the nearest nullable place (GraphQL specification, section 6.4.4).
 *
 * The contract has no field of an interface or union type, so an object's type follows from its place.
 *
 * @param operation without conditions: whatever it selects must be there
 */
export function compileAnswerReader({ definitions }: DocumentNode, contract: GraphQLSchema): AnswerReader {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const entitySelections: SelectionSetNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections) {
      if (field.kind === Kind.FIELD && field.selectionSet) entitySelections.push(field.selectionSet);
    }
  }

  const readers = new Map<string, ReadValue>();
  const readerOf = (typeName: string): ReadValue => {
    const known = readers.get(typeName);
    if (known) return known;
    const type = contract.getType(typeName);
    if (!isObjectType(type)) throw new Error(`The contract has no object type "${typeName}".`);
    const reader = compileObject(type, entitySelections);
    readers.set(typeName, reader);
    return reader;
  };

  function compileObject(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): ReadValue {
    const fields = new Map<string, { name: string; selectionSets: SelectionSetNode[] }>();
    const collect = (selectionSet: SelectionSetNode): void => {
      for (const selection of selectionSet.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const field = fields.get(key) ?? { name: selection.name.value, selectionSets: [] };
          fields.set(key, field);
          if (selection.selectionSet) field.selectionSets.push(selection.selectionSet);
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment && applies(fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet);
      }
    };
    for (const selectionSet of selectionSets) collect(selectionSet);

    const readFields = [...fields].map(([key, field]) => {
      const read = compileField(type, field.name, field.selectionSets);
      return { key, read };
    });
    // Objects without a prototype are slow to write and to read; they serve where an alias is the name of one.
    const createCopy = fields.has('__proto__') ? createBare : createPlain;
    return (value, reading) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return violate(reading, 'MALFORMED');
      const copy = createCopy();
      for (const { key, read } of readFields) {
        const given: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
        reading.path.push(key);
        const field = read(given ?? null, reading);
        reading.path.pop();
        if (field === undefined) return null;
        copy[key] = field;
      }
      return copy;
    };
  }

  function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = contract.getType(condition);
    return isAbstractType(conditionType) && contract.isSubType(conditionType, type);
  }

  function compileField(
    parent: GraphQLObjectType,
    name: string,
    selectionSets: readonly SelectionSetNode[],
  ): ReadValue {
    if (name === '__typename') {
      return (value, reading) => (value === parent.name ? value : bubble(violate(reading, 'MALFORMED')));
    }
    const field = parent.getFields()[name];
    if (!field) throw new Error(`The contract has no field "${parent.name}.${name}".`);
    return compileType(field.type, selectionSets, { isId: name === 'id', rule: ownershipRule(parent.name, name) });
  }

  function compileType(type: GraphQLOutputType, selectionSets: readonly SelectionSetNode[], field: IdField): ReadValue {
    if (isNonNullType(type)) {
      const readNullable = compileType(type.ofType, selectionSets, field);
      return (value, reading) => bubble(value === null ? violate(reading, 'MALFORMED') : readNullable(value, reading));
    }
    const read = compileNullable(type, selectionSets, field);
    return (value, reading) => (value === null ? null : read(value, reading));
  }

  function compileNullable(
    type: Exclude<GraphQLOutputType, { readonly [Symbol.toStringTag]: 'GraphQLNonNull' }>,
    selectionSets: readonly SelectionSetNode[],
    field: IdField,
  ): ReadValue {
    if (isListType(type)) {
      const readItem = compileType(type.ofType, selectionSets, field);
      return (value, reading) => {
        if (!Array.isArray(value)) return violate(reading, 'MALFORMED');
        const copy: unknown[] = [];
        for (let index = 0; index < value.length; index += 1) {
          reading.path.push(index);
          const read = readItem(value[index], reading);
          reading.path.pop();
          if (read === undefined) return null;
          copy.push(read);
        }
        return copy;
      };
    }
    if (isObjectType(type)) return compileObject(type, selectionSets);
    if (isAbstractType(type) || isNonNullType(type))
      throw new Error(`The contract has a field of type "${type.toString()}".`);
    const isValue = leafRule(type);
    return (value, reading) => {
      if (!isValue(value)) return violate(reading, 'MALFORMED');
      // The id of the entity itself must be the one asked for, not another of the city's.
      const allowed =
        field.isId && reading.path.length === 1 ? value === reading.id : field.rule?.(value, reading.city);
      if (allowed === false) return violate(reading, 'FOREIGN_ID');
      return value;
    };
  }

  return (answer, representation, city) => {
    if (answer === null) return { entity: null, violations: [] };
    const reading: Reading = { city, id: representation.id, violations: [], path: [] };
    const entity = readerOf(representation.__typename)(answer, reading) as Record<string, unknown> | null;
    return { entity, violations: reading.violations };
  };
}

function bubble(value: unknown): unknown {
  return value ?? undefined;
}

function violate(reading: Reading, kind: Violation['kind']): null {
  if (reading.violations.length < MAX_VIOLATIONS) reading.violations.push({ kind, path: [...reading.path] });
  return null;
}

function createPlain(): Record<string, unknown> {
  return {};
}

function createBare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** What a leaf may be. */
function leafRule(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  if (!isSpecifiedScalarType(type) || type.name === 'String' || type.name === 'ID') {
    return (value) => typeof value === 'string';
  }
  if (type.name === 'Boolean') return (value) => typeof value === 'boolean';
  if (type.name === 'Int') return (value) => Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff;
  return (value) => typeof value === 'number';
}
