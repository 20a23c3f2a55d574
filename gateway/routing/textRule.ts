import { isEnumType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';
import { isPartialDate } from '../../subgraphs/contract/partialDate';
import { cleanLine, cleanText } from '../../subgraphs/serving/cleanText';
import { MAX_ADDRESS, MAX_CURSOR_BYTES, MAX_LINE, MAX_PROSE } from '../../subgraphs/contract/bounds';

/** How a text of a city is read. */
export interface TextRule {
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

/** Of what is not one line, by `Type.field` or by the field alone. */
const RULES = new Map<string, TextRule>([
  ['summary', PROSE],
  ['source', PROSE],
  ['Attribute.value', PROSE],
  ['url', ADDRESS],
  ['cursor', CURSOR],
  ['startCursor', CURSOR],
  ['endCursor', CURSOR],
]);

const PARTIAL_DATE = whole((text) => (isPartialDate(text) ? text : undefined));
const DATE_TIME = whole((text) => (INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined));
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** How a text in this place is read; null where a value is none, or an id, which has a rule of its own. */
export function textRule(typeName: string, fieldName: string, type: GraphQLLeafType): TextRule | null {
  if (isEnumType(type)) return null;
  switch (type.name) {
    case 'String':
      return RULES.get(`${typeName}.${fieldName}`) ?? RULES.get(fieldName) ?? LINE;
    case 'PartialDate':
      return PARTIAL_DATE;
    case 'DateTime':
      return DATE_TIME;
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
