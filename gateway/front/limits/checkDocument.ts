import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, Kind, parse } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import type { HubContext } from '../../context';
import type { LimitsConfig } from './LimitsConfig';
import { tooCostly } from './tooCostly';

/**
 * Refuses a document that would be dear to validate. Apollo Server lets plugins refuse a request once it was validated, and
 * keeps valid documents by their text. So another document takes the place of such a one, of which nothing is asked: it is
 * kept and refused as often as it comes.
 */
export function checkDocument(): ApolloServerPlugin<HubContext> {
  const refused = new WeakMap<DocumentNode, GraphQLError>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        validationDidStart: (request) => {
          try {
            boundDocument(request.document);
          } catch (error) {
            if (!(error instanceof GraphQLError)) throw error;
            const nothing = parse('{ __typename }');
            refused.set(nothing, error);
            (request as { document: DocumentNode }).document = nothing;
          }
          return Promise.resolve();
        },
        // eslint-disable-next-line @typescript-eslint/require-await -- the hook is asynchronous, the check is not
        didResolveOperation: async ({ document }) => {
          const refusal = refused.get(document);
          if (refusal) throw refusal;
        },
      }),
  };
}

/** As many as could be written without fragments: planning takes time and memory for each. */
const MAX_SELECTIONS = 5_000;
/** Fragments without a name are no level of `HANSE_MAX_DEPTH`, and the planner goes into each. */
const MAX_NESTING = 500;
/** Validation holds each against the other: two fields of one name at one place, and two fragments there. */
const MAX_PAIRS = 20_000;
/** Each error tells its line, which is counted from the beginning. */
const MAX_LINES = 10_000;

/** What is asked for at one place of the answer, wherever that stands in the document. */
interface Place {
  readonly fields: Map<string, Place>;
  count: number;
  spreads: number;
}

/**
 * Refuses a document that is short and makes much work before it is known to be valid: for validation, which compares
 * fields with each other, and for planning. Whether its fields exist does not matter here.
 *
 * @throws GraphQLError with the code `TOO_COSTLY`
 */
export function boundDocument(document: DocumentNode): void {
  const lines = countLines(document.loc?.source.body ?? '');
  if (lines > MAX_LINES) throw tooCostly(`This document has ${lines} lines`, MAX_LINES, 'Leave out empty lines.');

  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  let selections = 0;
  let pairs = 0;

  function visit(set: SelectionSetNode, place: Place, nesting: number): void {
    if (nesting > MAX_NESTING) {
      throw tooCostly(`This query is nested more than ${MAX_NESTING} levels deep`, MAX_NESTING, 'Nest less.');
    }
    for (const selection of set.selections) {
      if (++selections > MAX_SELECTIONS) {
        const figure = `With its fragments written out this document has more than ${MAX_SELECTIONS} fields`;
        throw tooCostly(figure, MAX_SELECTIONS, 'Select fewer fields, or ask in several requests.');
      }
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        let field = place.fields.get(key);
        if (field === undefined) place.fields.set(key, (field = newPlace()));
        pairs += field.count++;
        if (selection.selectionSet) visit(selection.selectionSet, field, nesting + 1);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, place, nesting + 1);
      } else {
        pairs += place.spreads++;
        visitFragment(selection.name.value, place, nesting + 1);
      }
      if (pairs > MAX_PAIRS) {
        const figure = `This document asks for the same again and again, in more than ${MAX_PAIRS} pairs of fields or fragments`;
        throw tooCostly(figure, MAX_PAIRS, 'Write each field once at each place.');
      }
    }
  }

  /** Fragments that spread each other in a circle are not valid, which is told later. */
  const within = new Set<string>();
  function visitFragment(name: string, place: Place, nesting: number): void {
    const fragment = fragments.get(name);
    if (fragment === undefined || within.has(name)) return;
    within.add(name);
    visit(fragment.selectionSet, place, nesting);
    within.delete(name);
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) visit(definition.selectionSet, newPlace(), 1);
  }
}

function newPlace(): Place {
  return { fields: new Map(), count: 0, spreads: 0 };
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Validation rules that bound an operation. A refusal names the figure and the limit; introspection is not counted. */
export function createOperationRules({ maxDepth, maxAliases }: LimitsConfig): ValidationRule[] {
  return [
    maxDepthRule({ n: maxDepth, flattenFragments: true, propagateOnRejection: false, onReject: [report] }),
    maxAliasesRule({ n: maxAliases, propagateOnRejection: false, onReject: [report] }),
  ];
}

/** As an error of validation: thrown, as the rules would have it, it would look like an accident of the hub. */
function report(context: ValidationContext | null, { message }: GraphQLError): void {
  context?.reportError(new GraphQLError(message.replace('Syntax Error: ', '')));
}
