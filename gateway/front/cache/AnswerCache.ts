import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLResponse } from '@apollo/server';
import responseCache from '@apollo/server-plugin-response-cache';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { HubContext } from '../../context';
import { ageOf } from './cacheHints';
import type { CacheHints } from './cacheHints';

/**
 * Keeps answers for seconds, to give them again to whoever asks the same: those to anonymous viewers alone, and never one
 * with errors or warnings, or one that rests on fewer cities than could match. They lie in Apollo Server's own cache, which
 * is in memory and bounded.
 */
export class AnswerCache {
  readonly #unfit = new WeakSet<object>();
  // Apollo Server keeps the documents that it parsed, and drops them in time.
  readonly #ages = new WeakMap<OperationDefinitionNode, number>();

  /**
   * @param seconds for which an answer is kept at most
   * @param hints for how long each field may be
   */
  constructor(
    private readonly seconds: number,
    private readonly hints: CacheHints,
  ) {}

  /** The answer to this request must not be given again. */
  leaveOut(context: object): void {
    this.#unfit.add(context);
  }

  /** In this order, behind every plugin that writes warnings into an answer. */
  get plugins(): readonly ApolloServerPlugin<HubContext>[] {
    const mayBeKept = ({ contextValue, overallCachePolicy }: GraphQLRequestContext<HubContext>): boolean =>
      contextValue.viewer.anonymous && overallCachePolicy.policyIfCacheable() !== null;
    return [
      {
        requestDidStart: () =>
          Promise.resolve({
            didResolveOperation: ({ operation, document, schema, overallCachePolicy }) => {
              const age = operation ? this.#ageOf(operation, document, schema) : 0;
              overallCachePolicy.restrict({ maxAge: Math.min(age, this.seconds), scope: 'PUBLIC' });
              return Promise.resolve();
            },
          }),
      },
      responseCache<HubContext>({
        shouldReadFromCache: (request) => Promise.resolve(mayBeKept(request)),
        shouldWriteToCache: (request) =>
          Promise.resolve(
            mayBeKept(request) && !this.#unfit.has(request.contextValue) && !hasWarnings(request.response.body),
          ),
      }),
    ];
  }

  #ageOf(operation: OperationDefinitionNode, document: DocumentNode, schema: GraphQLSchema): number {
    const known = this.#ages.get(operation);
    if (known !== undefined) return known;
    const age = ageOf(operation, document, schema, this.hints);
    this.#ages.set(operation, age);
    return age;
  }
}

function hasWarnings(body: GraphQLResponse['body'] | undefined): boolean {
  return body?.kind !== 'single' || body.singleResult.extensions?.['warnings'] !== undefined;
}
