import { isEnumType, isListType, isNonNullType, isObjectType, isSpecifiedScalarType, Kind } from 'graphql';
import type {
  ArgumentNode,
  GraphQLField,
  GraphQLLeafType,
  GraphQLOutputType,
  OperationDefinitionNode,
  ValueNode,
} from 'graphql';
import { MAX_ADDRESS, MAX_CURSOR_BYTES, MAX_LINE, MAX_PAGE, MAX_PROSE } from '../../subgraphs/contract/bounds';
import { isConceptId, isOwnedBy, OWNED_TYPES, parseId } from '../../subgraphs/contract/ids';
import { isDecimal } from '../../subgraphs/contract/decimal';
import { isPartialDate } from '../../subgraphs/contract/partialDate';
import { cleanLine, cleanText } from '../../subgraphs/serving/cleanText';

/** The values of the variables that an operation was sent with. */
export type Variables = Readonly<Record<string, unknown>>;

/** How many items each list of a page may have, which is as many as were asked for. */
export type PageSize = (variables: Variables) => number;

/**
 * For a field that leads to a connection: the size of the page that is asked for. Undefined for any other field.
 *
 * @param given the arguments of the field in the operation
 * @param definitions of the operation's variables
 */
export function pageSizeOf(
  { type, args }: GraphQLField<unknown, unknown>,
  given: readonly ArgumentNode[],
  definitions: OperationDefinitionNode['variableDefinitions'] = [],
): PageSize | undefined {
  const first = args.find(({ name }) => name === 'first');
  if (first === undefined || !isConnection(type)) return undefined;
  const byDefault = typeof first.defaultValue === 'number' ? first.defaultValue : MAX_PAGE;
  const toSize = (size: unknown): number => (typeof size === 'number' ? Math.min(size, MAX_PAGE) : byDefault);

  function readerOf(argument: string): (variables: Variables) => unknown {
    const value = given.find(({ name }) => name.value === argument)?.value;
    if (value?.kind !== Kind.VARIABLE) return () => intOf(value);
    const name = value.name.value;
    const withoutValue = intOf(definitions.find(({ variable }) => variable.name.value === name)?.defaultValue);
    return (variables) => variables[name] ?? withoutValue;
  }
  const [fromEnd, fromBeginning] = [readerOf('last'), readerOf('first')];
  return (variables) => toSize(fromEnd(variables) ?? fromBeginning(variables));
}

function intOf(value: ValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

/** Whether a field of this type leads to a page of a list. */
export function isConnection(type: GraphQLOutputType): boolean {
  const connection = isNonNullType(type) ? type.ofType : type;
  if (!isObjectType(connection)) return false;
  const { nodes } = connection.getFields();
  return nodes !== undefined && isListType(isNonNullType(nodes.type) ? nodes.type.ofType : nodes.type);
}

/** How a text of a city is read. */
interface TextRule {
  /** Cleans it. Undefined where it is not what the contract says. */
  readonly read: (text: string) => string | undefined;
  /** What is longer is cut, in characters (code points). */
  readonly most: number;
  /** Whether it is a cursor, which clients get sealed. */
  readonly isCursor?: true;
}

const LINE: TextRule = { read: (text) => cleanLine(few(text, MAX_LINE)), most: MAX_LINE };
const PROSE: TextRule = { read: (text) => cleanText(few(text, MAX_PROSE)), most: MAX_PROSE };
/** Half of one leads elsewhere. */
const ADDRESS = whole((text) => (text.length <= MAX_ADDRESS ? cleanLine(text) : undefined));
/** Given back to the city as it is. */
const CURSOR: TextRule = {
  ...whole((text) => (Buffer.byteLength(text) <= MAX_CURSOR_BYTES && cleanLine(text) === text ? text : undefined)),
  isCursor: true,
};

/** As ISO 4217 writes it. */
const CURRENCY = whole((text) => (/^[A-Z]{3}$/.test(text) ? text : undefined));

/** Of what is not one line, by `Type.field` or by the field alone. */
const TEXT_RULES = new Map<string, TextRule>([
  ['summary', PROSE],
  ['source', PROSE],
  ['problem', PROSE],
  ['approach', PROSE],
  ['availability', PROSE],
  ['openTo', PROSE],
  ['note', PROSE],
  ['Lesson.text', PROSE],
  ['Attribute.value', PROSE],
  ['currency', CURRENCY],
  ['url', ADDRESS],
  ['cursor', CURSOR],
  ['startCursor', CURSOR],
  ['endCursor', CURSOR],
]);

const PARTIAL_DATE = whole((text) => (isPartialDate(text) ? text : undefined));
const DECIMAL = whole((text) => (isDecimal(text) ? text : undefined));
const DATE_TIME = whole((text) => (INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined));
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** How a text in this place is read; null where a value is none, or an id, which has a rule of its own. */
export function textRule(typeName: string, fieldName: string, type: GraphQLLeafType): TextRule | null {
  if (isEnumType(type)) return null;
  switch (type.name) {
    case 'String':
      return TEXT_RULES.get(`${typeName}.${fieldName}`) ?? TEXT_RULES.get(fieldName) ?? LINE;
    case 'PartialDate':
      return PARTIAL_DATE;
    case 'DateTime':
      return DATE_TIME;
    case 'Decimal':
      return DECIMAL;
    default:
      if (isSpecifiedScalarType(type)) return null;
      throw new Error(`The contract has a scalar "${type.name}", and nobody says what it may hold.`);
  }
}

function whole(read: TextRule['read']): TextRule {
  return { read, most: Infinity };
}

/** No more of a text is cleaned than could be shown, were most of it taken out. */
function few(text: string, most: number): string {
  return text.length > 4 * most ? text.slice(0, 4 * most) : text;
}

/** Whether a city may say this id in this place. */
export type OwnershipRule = (id: unknown, city: string) => boolean;

/**
 * What a city may answer in an id field of the contract: its own id as a `City`, its own records' ids, ids of concepts,
 * and in the fields that lead to other cities any city's slug. Null for a field that holds no id of an entity.
 */
export function ownershipRule(typeName: string, fieldName: string): OwnershipRule | null {
  return OWNERSHIP_RULES.get(`${typeName}.${fieldName}`) ?? null;
}

const anyCity: OwnershipRule = (id) => parseId(id)?.type === 'city';

const anyProgramme: OwnershipRule = (id) => parseId(id)?.type === 'programme';

const OWNERSHIP_RULES = new Map<string, OwnershipRule>([
  ['City.id', (id, city) => id === city],
  ['Concept.id', isConceptId],
  // Edges between cities: the directory makes entities of them.
  ['Exchange.hostId', anyCity],
  ['Exchange.guestIds', anyCity],
  ['Programme.adaptedFromId', anyProgramme],
  ...OWNED_TYPES.map((type): [string, OwnershipRule] => [
    `${type.charAt(0).toUpperCase()}${type.slice(1)}.id`,
    (id, city) => typeof id === 'string' && isOwnedBy(city, type, id),
  ]),
]);
