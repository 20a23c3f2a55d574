import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { HubContext } from '../../context';
import { mediaTypesOf } from './refuse';

/**
 * Answers a client that asks for `application/json` and does not know `application/graphql-response+json` with HTTP 200,
 * also when its document is refused: to such a client any other status says that no GraphQL server answered (GraphQL over
 * HTTP, "application/json"). Others are told by the status that something is wrong.
 */
export const answerPlainJson: ApolloServerPlugin<HubContext> = {
  requestDidStart: ({ request }) => {
    if (!asksForPlainJson(request.http?.headers.get('accept'))) return Promise.resolve();
    return Promise.resolve({
      willSendResponse: ({ response: { http } }) => {
        // 405 and the like are of HTTP itself.
        if (http.status === 400) http.status = 200;
        return Promise.resolve();
      },
    });
  },
};

function asksForPlainJson(accept: string | undefined): boolean {
  const mediaTypes = mediaTypesOf(accept);
  return mediaTypes.includes('application/json') && !mediaTypes.includes('application/graphql-response+json');
}

/**
 * Empties an answer when it has been sent. Apollo Server gives a gateway each request as an object with accessors, and the V8
 * of Node 20 keeps all that such an object leads to until it next goes through the whole heap: the answer is most of that.
 */
export const releaseSentAnswers: ApolloServerPlugin<HubContext> = {
  requestDidStart: ({ response, contextValue: { whenSent } }) => {
    whenSent?.push(() => {
      if (response.body?.kind === 'single') response.body.singleResult = {};
    });
    return Promise.resolve();
  },
};

/**
 * Turns off what Apollo Server adds of itself: its page, which loads scripts from elsewhere, its reports, which go
 * elsewhere, and headers for caches, which must keep no answer.
 */
export function disableExtras(): readonly ApolloServerPlugin[] {
  return [
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginCacheControlDisabled(),
  ];
}
