import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues, GraphQLError } from 'graphql';
import type { ASTNode } from 'graphql';
import type { HubContext } from '../../context';
import type { AskedField, ListSizeOf } from '../limits/createListSizes';
import { letOthersGoOn } from '../../../subgraphs/search/ask/turns';
import { admitWork } from '../../../subgraphs/search/cost/admitWork';
import { RateLimitedError, TooCostlyError } from '../../../subgraphs/search/cost/Account';
import { workOfCompleting, workOfOperation, workOfReading } from '../../../subgraphs/search/cost/workOf';
import { charactersToRead } from './charactersToRead';
import { completedWords } from './completedWords';
import { findBadText } from './findBadText';
import { searchesToBegin } from './searchesToBegin';
import { weighOperation } from './weighOperation';
import type { OperationWeight } from './weighOperation';
import { tooCostly } from './tooCostly';

/**
 * Refuses a request that names no operation of its document, or one of a kind that the schema does not have, or whose
 * variables do not fit: Apollo Server leaves that to the execution, and a gateway refuses it with errors that bear no code
 * and would be masked. So is one with a text that nobody can mean. Then it is bounded, and pays for what the hub has to do.
 *
 * @param maxCost of one request, in points
 */
export const checkOperation = (listSizeOf: ListSizeOf, maxCost: number): ApolloServerPlugin<HubContext> => {
  // Apollo Server keeps the documents that it parsed for as long as a plan is worth keeping.
  const planned = new WeakSet<ASTNode>();
  return {
    requestDidStart: async ({ contextValue }) => {
      // Apollo Server reads and validates an operation in one turn each, which begin here: each goes through all of it.
      await letOthersGoOn(contextValue);
      return {
        validationDidStart: async () => {
          await letOthersGoOn(contextValue);
        },
        didResolveOperation: async ({ schema, document, operation, request }) => {
          await letOthersGoOn(contextValue);
          if (!operation) {
            const message = request.operationName
              ? `Unknown operation named "${request.operationName}".`
              : 'Must provide operation name if query contains multiple operations.';
            throw refusal(message, 'OPERATION_RESOLUTION_FAILURE');
          }
          if (!schema.getRootType(operation.operation)) {
            throw refusal(`There is no ${operation.operation} here.`, 'GRAPHQL_VALIDATION_FAILED');
          }
          const { variableDefinitions = [] } = operation;
          const given = request.variables ?? {};
          const { errors, coerced = {} } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 });
          const [error] = errors ?? [];
          if (error) throw refusal(error.message, 'BAD_USER_INPUT', error);
          const bad = findBadText({ document, operation, variables: coerced });
          if (bad) throw refusal(bad.message, 'BAD_USER_INPUT', bad);
          const words: string[] = [];
          let characters = 0;
          let searches = 0;
          const besideOf = (field: AskedField): number => {
            // The look-up gives no values, nor does reading.
            words.push(...completedWords(field));
            characters += charactersToRead(field, listSizeOf);
            searches += searchesToBegin(field, listSizeOf);
            return 0;
          };
          const weight = weighOperation({ schema, document, operation, variables: coerced, listSizeOf, besideOf });
          boundOperation(weight, searches);
          contextValue.weight = weight;
          const work = [
            workOfOperation(weight, planned.has(operation)),
            workOfCompleting(words),
            workOfReading(characters),
          ];
          await Promise.all(work.map((part) => admitWork(contextValue, part, maxCost))).catch(refuseWhole);
          planned.add(operation);
        },
      };
    },
  };
};

function refusal(
  message: string,
  code: string,
  { nodes, argument }: { readonly nodes?: readonly ASTNode[] | undefined; readonly argument?: string } = {},
): GraphQLError {
  const extensions = { code, ...(argument !== undefined && { argument }), http: { status: 400 } };
  return new GraphQLError(message, { nodes, extensions });
}

/** Before an answer is begun there is no part of it that could be had. */
function refuseWhole(error: unknown): never {
  if (!(error instanceof TooCostlyError || error instanceof RateLimitedError)) throw error;
  const status = error instanceof RateLimitedError ? 429 : 400;
  throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status } } });
}

/** Of one answer, which is made in memory. */
const MAX_VALUES = 250_000;
/** Of introspection, which is answered without a pause. */
const MAX_INTROSPECTED = 100_000;
/** Of one operation, beside those that it names itself: more than points pay for. */
const MAX_SEARCHES = 1_000;

/**
 * Refuses an operation that is short and asks for very much: lists within lists, pages within pages.
 *
 * @throws GraphQLError with the code `TOO_COSTLY`
 */
function boundOperation({ values, introspected }: OperationWeight, searches: number): void {
  if (values > MAX_VALUES) {
    const figure = `With full lists and pages the answer to this query has ${told(values)} values`;
    throw tooCostly(figure, MAX_VALUES, 'Ask for smaller pages, or for fewer lists within lists.');
  }
  if (searches > MAX_SEARCHES) {
    const figure = `With full lists this query begins ${told(searches)} searches`;
    throw tooCostly(figure, MAX_SEARCHES, 'Ask for shorter lists, or for fewer fields of each.');
  }
  if (introspected > MAX_INTROSPECTED) {
    const figure = `The answer to this introspection has ${told(introspected)} values`;
    throw tooCostly(figure, MAX_INTROSPECTED, 'Ask for the schema once, or read it from its file.');
  }
}

function told(figure: number): string {
  return Number.isSafeInteger(Math.round(figure)) ? String(Math.round(figure)) : 'countless';
}
