import { Kind, visit } from 'graphql';
import type { ASTNode, DocumentNode, OperationDefinitionNode, ValueNode } from 'graphql';

/** A text in a client's arguments that nobody can mean. */
export interface BadText {
  /** The argument's name, and those of the fields in it: `filter.languages`. */
  readonly argument: string;
  readonly message: string;
  readonly nodes: readonly ASTNode[];
}

export interface OperationWithArguments {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they were coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where a bad text stands, by the names of fields, and what is wrong with it. */
interface Finding {
  readonly path: readonly string[];
  readonly fault: string;
}

/** A cursor holds a name, and is the longest text that means something. */
const MAX_TEXT = 4096;
/** Control characters but white space, and halves of surrogate pairs: no database stores them all, and nobody can read them. */
const NO_TEXT = /[^\P{Cc}\t\n\v\f\r\u0085]|\p{Cs}/u;

/** A document is kept, and sent again and again with other variables. */
const knownLiterals = new WeakMap<OperationDefinitionNode, BadText | null>();

/**
 * Finds a text that no part of the network has to see, in whatever argument: GraphQL takes any text for a String or an ID,
 * also one that no database stores. What a text means is for the field to judge.
 */
export function findBadText({ document, operation, variables }: OperationWithArguments): BadText | null {
  let literal = knownLiterals.get(operation);
  if (literal === undefined) knownLiterals.set(operation, (literal = findBadLiteral(document, operation)));
  if (literal !== null) return literal;
  for (const [name, value] of Object.entries(variables)) {
    const found = findInValue(value);
    // Where the variable stands is looked for when there is something to tell of it.
    if (found !== undefined) return placeVariable(name, found, document, operation);
  }
  return null;
}

function findInValue(value: unknown): Finding | undefined {
  if (typeof value === 'string') return findInText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, item] of Object.entries(value)) {
    const found = findInValue(item);
    if (found !== undefined) return Array.isArray(value) ? found : { ...found, path: [name, ...found.path] };
  }
  return undefined;
}

function findInText(text: string): Finding | undefined {
  if (text.length > MAX_TEXT) {
    return { path: [], fault: `must have at most ${MAX_TEXT} characters, but got ${text.length}` };
  }
  const [wrong] = NO_TEXT.exec(text) ?? [];
  if (wrong === undefined) return undefined;
  const code = wrong.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { path: [], fault: `must be a text without control characters, but has U+${code}` };
}

function findBadLiteral(document: DocumentNode, operation: OperationDefinitionNode): BadText | null {
  const findInLeaf: FindInLeaf = (node) => (node.kind === Kind.STRING ? findInText(node.value) : undefined);
  return findInArguments(document, operation, findInLeaf);
}

function placeVariable(
  name: string,
  finding: Finding,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): BadText {
  const findInLeaf: FindInLeaf = (node) =>
    node.kind === Kind.VARIABLE && node.name.value === name ? finding : undefined;
  return findInArguments(document, operation, findInLeaf) ?? tell([`$${name}`, ...finding.path], finding.fault, []);
}

type FindInLeaf = (node: ValueNode) => Finding | undefined;

/** The first of the values in the operation's arguments of which there is something to find. */
function findInArguments(
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  findInLeaf: FindInLeaf,
): BadText | null {
  let bad: BadText | null = null;
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION && definition !== operation) continue;
    visit(definition, {
      Argument: ({ name, value }) => {
        const found = findInNode(value, findInLeaf);
        if (found !== undefined) bad ??= tell([name.value, ...found.path], found.fault, [value]);
        return false;
      },
    });
  }
  return bad;
}

function findInNode(node: ValueNode, findInLeaf: FindInLeaf): Finding | undefined {
  if (node.kind === Kind.LIST) return firstOf(node.values.map((item) => findInNode(item, findInLeaf)));
  if (node.kind !== Kind.OBJECT) return findInLeaf(node);
  return firstOf(
    node.fields.map(({ name, value }) => {
      const found = findInNode(value, findInLeaf);
      return found && { ...found, path: [name.value, ...found.path] };
    }),
  );
}

function firstOf(findings: readonly (Finding | undefined)[]): Finding | undefined {
  return findings.find((finding) => finding !== undefined);
}

function tell(path: readonly string[], fault: string, nodes: readonly ASTNode[]): BadText {
  const argument = path.join('.');
  return { argument, message: `${argument} ${fault}.`, nodes };
}
