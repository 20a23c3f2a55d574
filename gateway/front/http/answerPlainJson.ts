import type { ApolloServerPlugin } from '@apollo/server';
import type { HubContext } from '../../context';
import { mediaTypesOf } from './mediaTypesOf';

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
