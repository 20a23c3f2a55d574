import type { ApolloServerPlugin } from '@apollo/server';
import type { HubContext } from '../../context';

/**
 * Empties an answer when it has been sent. Apollo Server gives a gateway each request as an object with accessors, and the V8
 * of Node 20 keeps all that such an object leads to until it next goes through the whole heap: the answer is most of that.
 */
export const letAnswersGo: ApolloServerPlugin<HubContext> = {
  requestDidStart: ({ response, contextValue: { whenSent } }) => {
    whenSent?.push(() => {
      if (response.body?.kind === 'single') response.body.singleResult = {};
    });
    return Promise.resolve();
  },
};
