import type { ApolloServerPlugin } from '@apollo/server';
import type { HubContext } from '../context';

/**
 * Apollo Gateway tells in `extensions.valueCompletion` where a missing field made a null. Here that is how an id that its
 * owner does not know becomes null, which is an answer and no fault.
 */
export const dropValueCompletion: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body } }) => {
        if (body.kind !== 'single') return Promise.resolve();
        const { valueCompletion, ...extensions } = body.singleResult.extensions ?? {};
        if (valueCompletion === undefined) return Promise.resolve();
        if (Object.keys(extensions).length > 0) body.singleResult.extensions = extensions;
        else delete body.singleResult.extensions;
        return Promise.resolve();
      },
    }),
};
