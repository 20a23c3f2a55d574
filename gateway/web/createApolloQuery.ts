import type { ApolloServer } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import { startDeadline } from '../context';
import type { HubContext } from '../context';
import { ANONYMOUS } from '../front/sign-in/HubViewer';
import { startTrace } from '../observe/trace/startTrace';
import { AnswerWork } from '../engine/AnswerWork';
import type { Query } from './Query';

/** Asks an Apollo Server in process, with `timeoutMs` for each query. */
export function createApolloQuery(apollo: ApolloServer<HubContext>, timeoutMs: number): Query {
  return async (operation, { signal, viewer = ANONYMOUS, account, reserve, trace = startTrace() }) => {
    const deadline = startDeadline(timeoutMs);
    const whenSent: (() => void)[] = [];
    const end = (): void => {
      deadline.end();
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    try {
      const { body } = await apollo.executeOperation(
        { query: operation.query, variables: { ...operation.variables } },
        {
          contextValue: {
            viewer,
            account,
            deadline,
            work: new AnswerWork(deadline),
            whenSent,
            ...(reserve && { reserve }),
            ...trace,
          },
        },
      );
      if (body.kind !== 'single') throw new TypeError('The hub answers in one piece, but this answer is in several.');
      const { data, errors } = body.singleResult;
      return { ...(data !== undefined && { data }), ...(errors !== undefined && { errors }) };
    } finally {
      for (const run of whenSent) run();
      signal.removeEventListener('abort', end);
      end();
    }
  };
}

/** Aborts when the client is gone before it has its answer. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new DOMException('The client is gone.', 'AbortError'));
  });
  return controller.signal;
}
