import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { MAX_ITEMS } from '../../subgraphs/contract/bounds';
import { MAX_ID_LENGTH } from '../../subgraphs/contract/ids';
import type { CityCursors } from '../../subgraphs/search/SearchSources';
import { cutText, isSeen } from '../../subgraphs/serving/cleanText';
import { createFieldCollector, entitySelectionsOf } from './collectFields';
import { ownershipRule, pageSizeOf, textRule } from './fieldRules';
import type { OwnershipRule, PageSize, Variables } from './fieldRules';
import type { Representation } from './splitByOwner';

/**
 * Something in an answer that was dropped: an id that is not the city's to give, a value that the contract does not allow
 * there, more items than were asked for, or another record than the one asked for. `path` leads to it from the entity.
 */
export interface Violation {
  readonly kind: 'FOREIGN_ID' | 'MALFORMED' | 'TOO_MANY' | 'MISPLACED';
  readonly path: readonly (string | number)[];
}

/** Something that is longer than the contract allows, and was cut: `Staff.name`, say. */
export interface Cut {
  readonly field: string;
  readonly kind: 'TEXT' | 'LIST';
}

export interface EntityReading {
  /** A copy that holds what was asked for and nothing else; null when the entity is unknown or was dropped. */
  readonly entity: Readonly<Record<string, unknown>> | null;
  readonly violations: readonly Violation[];
  /** Each once. */
  readonly cuts: readonly Cut[];
  /** How many values there are in the copy. */
  readonly values: number;
  /**
   * Steps that put what clients get into the places of the city's cursors, where the copy has any. To close one takes long,
   * and an answer may hold thousands of them.
   */
  readonly closing?: Iterable<unknown> | undefined;
}

/** Of an entity that there is not. */
const NO_ENTITY: EntityReading = { entity: null, violations: [], cuts: [], values: 0, closing: undefined };

/** Who was asked, and with which values of the operation's variables. */
export interface Asked {
  readonly city: string;
  readonly variables: Variables;
}

/** Reads what a city answered for one representation. */
export type AnswerReader = (answer: unknown, representation: Representation, asked: Asked) => EntityReading;

/**
 * What is known while one entity is read. A class, and no object spread with more behind it: for each of those V8 makes a
 * hidden class of its own, which takes longer than to read the entity.
 */
class Reading implements Asked {
  readonly city: string;
  readonly variables: Variables;
  readonly violations: Violation[] = [];
  /** By their fields. Undefined while there are none. */
  cuts: Map<string, Cut> | undefined = undefined;
  /** Where the copy has a cursor of the city's. */
  readonly cursors: CursorPlace[] = [];
  /** The place being read, changed in place. */
  readonly path: (string | number)[] = [];
  values = 0;

  /** @param id that the entity itself was asked for by */
  constructor(
    { city, variables }: Asked,
    readonly id: string,
  ) {
    this.city = city;
    this.variables = variables;
  }
}

interface CursorPlace {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly cursor: string;
}

/** What a field is, for what stands in it. */
interface FieldPlace {
  readonly parent: GraphQLObjectType;
  readonly name: string;
  readonly ownership: OwnershipRule | null;
  /** Of a page that the field leads to. */
  readonly page: PageSize | undefined;
  /** Of the page that the field is a list of. */
  readonly ofPage: PageSize | undefined;
}

/** In place of a text that must be there, and in which nothing is to be seen. */
const UNSEEN = '–';

/** Undefined where a null is not allowed: the nearest nullable place around it becomes null, as in GraphQL execution. */
type ReadValue = (value: unknown, reading: Reading) => unknown;

/** More of them say nothing new, and a hostile answer could hold millions. */
const MAX_VIOLATIONS = 20;

/**
 * Compiles an `_entities` operation into a reader of its answers. The gateway trusts the shape of what subgraphs send,
 * and one wrong shape fails the whole query there, so a city's answer is copied field by field: only what was asked for,
 * of the type that the contract gives, with ids that the city may speak for, and in pages as long as was asked for. What
 * breaks this becomes null, and the null moves up to the nearest nullable place (GraphQL specification, section 6.4.4).
 * Texts are cleaned; a text or a list that is longer than the contract allows is cut, since that loses less. A text in which nothing
 * is to be seen is null, and a dash where there must be one, such as a name: a record is not lost for it, and nobody looks for what stands there.
 *
 * The contract has no field of an interface or union type, so an object's type follows from its place.
 *
 * @param operation without conditions: whatever it selects must be there
 * @param closeCursor what clients get of a city's cursors
 */
export function compileAnswerReader(
  operation: DocumentNode,
  contract: GraphQLSchema,
  closeCursor: CityCursors['close'],
): AnswerReader {
  const collectFields = createFieldCollector(operation, contract);
  const entitySelections = entitySelectionsOf(operation);
  const variableDefinitions = operation.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );

  const readers = new Map<string, ReadValue>();
  const readerOf = (typeName: string): ReadValue => {
    const known = readers.get(typeName);
    if (known) return known;
    const type = contract.getType(typeName);
    if (!isObjectType(type)) throw new Error(`The contract has no object type "${typeName}".`);
    const reader = compileObject(type, entitySelections, undefined);
    readers.set(typeName, reader);
    return reader;
  };

  /** @param page of the connection that the object is, if it is one */
  function compileObject(
    type: GraphQLObjectType,
    selectionSets: readonly SelectionSetNode[],
    page: PageSize | undefined,
  ): ReadValue {
    const fields = collectFields(type, selectionSets);
    const readFields = [...fields].map(([key, field]) => {
      const read = compileField(type, field.node, field.selectionSets, page);
      return { key, read, isCursor: isCursorField(type, field.node.name.value) };
    });
    // Objects without a prototype are slow to write and to read; they serve where an alias is the name of one.
    const createCopy = fields.has('__proto__') ? createBare : createPlain;
    return (value, reading) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return violate(reading, 'MALFORMED');
      const copy = createCopy();
      reading.values += readFields.length;
      for (const { key, read, isCursor } of readFields) {
        const given: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
        reading.path.push(key);
        const field = read(given ?? null, reading);
        reading.path.pop();
        if (field === undefined) return null;
        copy[key] = field;
        if (isCursor && typeof field === 'string') reading.cursors.push({ holder: copy, key, cursor: field });
      }
      return copy;
    };
  }

  function compileField(
    parent: GraphQLObjectType,
    node: FieldNode,
    selectionSets: readonly SelectionSetNode[],
    ofPage: PageSize | undefined,
  ): ReadValue {
    const name = node.name.value;
    if (name === '__typename') {
      return (value, reading) => (value === parent.name ? value : bubble(violate(reading, 'MALFORMED')));
    }
    const field = parent.getFields()[name];
    if (!field) throw new Error(`The contract has no field "${parent.name}.${name}".`);
    const ownership = ownershipRule(parent.name, name);
    const page = pageSizeOf(field, node.arguments ?? [], variableDefinitions);
    return compileType(field.type, selectionSets, { parent, name, ownership, page, ofPage });
  }

  function compileType(
    type: GraphQLOutputType,
    selectionSets: readonly SelectionSetNode[],
    field: FieldPlace,
  ): ReadValue {
    if (isNonNullType(type)) {
      const readNullable = compileNullable(type.ofType, selectionSets, field, UNSEEN);
      return (value, reading) => bubble(value === null ? violate(reading, 'MALFORMED') : readNullable(value, reading));
    }
    const read = compileNullable(type, selectionSets, field, null);
    return (value, reading) => (value === null ? null : read(value, reading));
  }

  function compileNullable(
    type: Exclude<GraphQLOutputType, { readonly [Symbol.toStringTag]: 'GraphQLNonNull' }>,
    selectionSets: readonly SelectionSetNode[],
    field: FieldPlace,
    unseen: string | null,
  ): ReadValue {
    const { ofPage } = field;
    if (isListType(type)) {
      const readItem = compileType(type.ofType, selectionSets, field);
      return (value, reading) => {
        if (!Array.isArray(value)) return violate(reading, 'MALFORMED');
        if (ofPage !== undefined && value.length > ofPage(reading.variables)) return violate(reading, 'TOO_MANY');
        const size = Math.min(value.length, MAX_ITEMS);
        if (size < value.length) note(reading, field, 'LIST');
        reading.values += size;
        const copy: unknown[] = [];
        for (let index = 0; index < size; index += 1) {
          reading.path.push(index);
          const read = readItem(value[index], reading);
          reading.path.pop();
          if (read === undefined) return null;
          copy.push(read);
        }
        return copy;
      };
    }
    if (isObjectType(type)) return compileObject(type, selectionSets, field.page);
    if (isAbstractType(type) || isNonNullType(type))
      throw new Error(`The contract has a field of type "${type.toString()}".`);
    return compileLeaf(type, field, unseen);
  }

  return (answer, representation, asked) => {
    if (answer === null) return NO_ENTITY;
    const reading = new Reading(asked, representation.id);
    const entity = readerOf(representation.__typename)(answer, reading) as Record<string, unknown> | null;
    const { violations, cuts, values, cursors } = reading;
    const closing =
      entity === null || cursors.length === 0 ? undefined : closeAll(cursors, (text) => closeCursor(text, asked.city));
    return { entity, violations, cuts: cuts === undefined ? [] : [...cuts.values()], values, closing };
  };
}

/** An alias of a cursor is the same, and is not closed again. */
function* closeAll(places: readonly CursorPlace[], close: (cursor: string) => string): Generator<void> {
  const known = new Map<string, string>();
  for (const { holder, key, cursor } of places) {
    let closed = known.get(cursor);
    if (closed === undefined) known.set(cursor, (closed = close(cursor)));
    holder[key] = closed;
    yield;
  }
}

function isCursorField(parent: GraphQLObjectType, name: string): boolean {
  const field = parent.getFields()[name];
  const type = field && getNamedType(field.type);
  return isLeafType(type) && textRule(parent.name, name, type)?.isCursor === true;
}

/** @param unseen what stands for a text in which nothing is to be seen */
function compileLeaf(type: GraphQLLeafType, field: FieldPlace, unseen: string | null): ReadValue {
  const { parent, name, ownership } = field;
  const rule = textRule(parent.name, name, type);
  if (rule !== null) {
    return (value, reading) => {
      const text = typeof value === 'string' ? rule.read(value) : undefined;
      if (text === undefined) return violate(reading, 'MALFORMED');
      if (rule.isCursor) return text;
      if (!isSeen(text)) return unseen;
      const cut = cutText(text, rule.most);
      if (cut !== text) note(reading, field, 'TEXT');
      return cut;
    };
  }
  const isValue = leafRule(type);
  return (value, reading) => {
    if (!isValue(value)) return violate(reading, 'MALFORMED');
    // The id of the entity itself must be the one asked for, not another of the city's.
    const allowed =
      name === 'id' && reading.path.length === 1 ? value === reading.id : ownership?.(value, reading.city);
    if (allowed === false) return violate(reading, 'FOREIGN_ID');
    return value;
  };
}

function bubble(value: unknown): unknown {
  return value ?? undefined;
}

function violate(reading: Reading, kind: Violation['kind']): null {
  if (reading.violations.length < MAX_VIOLATIONS) reading.violations.push({ kind, path: [...reading.path] });
  return null;
}

function note(reading: Reading, { parent, name }: FieldPlace, kind: Cut['kind']): void {
  const field = `${parent.name}.${name}`;
  reading.cuts ??= new Map();
  if (!reading.cuts.has(field)) reading.cuts.set(field, { field, kind });
}

function createPlain(): Record<string, unknown> {
  return {};
}

function createBare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** What a leaf may be that is no text. */
function leafRule(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case 'ID':
      return (value) => typeof value === 'string' && value.length <= MAX_ID_LENGTH;
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'Int':
      return (value) => Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff;
    default:
      return (value) => typeof value === 'number';
  }
}
