import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import responseCache from '@apollo/server-plugin-response-cache';
import type { HubContext } from '../context';

/**
 * Keeps answers for seconds, to give them again to whoever asks the same: those to anonymous viewers alone, and never one
 * with errors or warnings, or one that rests on fewer cities than could match. They lie in Apollo Server's own cache, which
 * is in memory and bounded.
 */
export class AnswerCache {
  readonly #unfit = new WeakSet<object>();

  /** @param seconds for which an answer is kept */
  constructor(private readonly seconds: number) {}

  /** The answer to this request must not be given again. */
  leaveOut(context: object): void {
    this.#unfit.add(context);
  }

  /** In this order, behind every plugin that writes warnings into an answer. */
  get plugins(): readonly ApolloServerPlugin<HubContext>[] {
    const isAnonymous = ({ contextValue }: { readonly contextValue: HubContext }): Promise<boolean> =>
      Promise.resolve(contextValue.viewer.anonymous);
    return [
      {
        requestDidStart: ({ overallCachePolicy }) => {
          overallCachePolicy.restrict({ maxAge: this.seconds, scope: 'PUBLIC' });
          return Promise.resolve();
        },
      },
      responseCache<HubContext>({
        shouldReadFromCache: isAnonymous,
        shouldWriteToCache: async (request) =>
          (await isAnonymous(request)) && !this.#unfit.has(request.contextValue) && !hasWarnings(request.response.body),
      }),
    ];
  }
}

function hasWarnings(body: GraphQLResponse['body'] | undefined): boolean {
  return body?.kind !== 'single' || body.singleResult.extensions?.['warnings'] !== undefined;
}
