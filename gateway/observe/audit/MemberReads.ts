import type { ApolloServerPlugin } from '@apollo/server';
import type { ReadEvent } from '../../../subgraphs/search/SearchDependencies';
import type { HubContext } from '../../context';
import type { AuditTrail } from './openAuditTrail';

/**
 * Gathers what each request of a member reads of cities beside its searches, and has the audit trail tell it when the
 * answer leaves: one line, however many fetches it took. What strangers read is what everybody may see.
 */
export class MemberReads {
  readonly #ofRequests = new WeakMap<object, { read: Map<string, number>; cities: Map<string, boolean> }>();

  constructor(private readonly trail: Pick<AuditTrail, 'recordReads'>) {}

  readonly plugin: ApolloServerPlugin<HubContext> = {
    requestDidStart: ({ contextValue }) =>
      Promise.resolve({
        willSendResponse: () => {
          const reads = this.#ofRequests.get(contextValue);
          if (reads !== undefined) this.trail.recordReads(reads, contextValue);
          return Promise.resolve();
        },
      }),
  };

  note({ cityId, answered, read }: ReadEvent, context: Pick<HubContext, 'viewer'>): void {
    if (context.viewer.anonymous) return;
    const reads = this.#ofRequests.get(context) ?? {
      read: new Map<string, number>(),
      cities: new Map<string, boolean>(),
    };
    this.#ofRequests.set(context, reads);
    for (const [what, count] of read) reads.read.set(what, (reads.read.get(what) ?? 0) + count);
    reads.cities.set(cityId, answered && (reads.cities.get(cityId) ?? true));
  }
}
