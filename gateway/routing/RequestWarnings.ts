import type { ApolloServerPlugin } from '@apollo/server';
import { compareText } from '../../subgraphs/contract/compareText';
import type { HubContext } from '../context';
import type { Cut } from './compileAnswerReader';

/** What a client should know of an answer that is right, and yet less than the schema promises. */
export type Warning =
  /** A city serves an earlier version of the contract: the field is null in its records, whatever they hold. */
  | { readonly code: 'FIELD_LACKING'; readonly city: string; readonly field: string; readonly message: string }
  /** A text or a list of a city is longer than the contract allows, and was cut. */
  | { readonly code: 'VALUE_CUT'; readonly city: string; readonly field: string; readonly message: string }
  /** There are too many to name. */
  | { readonly code: 'MORE_WARNINGS'; readonly message: string };

type CityWarning = Extract<Warning, { readonly city: string }>;

const MAX_WARNINGS = 100;

/** Collects the warnings of each request, and tells them in its answer's `extensions.warnings`. */
export class RequestWarnings {
  readonly #ofRequests = new WeakMap<object, Map<string, CityWarning>>();

  readonly plugin: ApolloServerPlugin<HubContext> = {
    requestDidStart: ({ contextValue }) =>
      Promise.resolve({
        willSendResponse: ({ response: { body } }) => {
          const warnings = this.of(contextValue);
          if (warnings.length === 0 || body.kind !== 'single') return Promise.resolve();
          body.singleResult.extensions = { ...body.singleResult.extensions, warnings };
          return Promise.resolve();
        },
      }),
  };

  /** A city was asked for less. `lacks` says why, where that is not the field itself. */
  add(context: HubContext, city: string, { field, lacks }: { readonly field: string; readonly lacks: string }): void {
    const message = `${city} serves an earlier version of the contract, which lacks ${lacks}: ${field} is null in its records.`;
    this.#add(context, { code: 'FIELD_LACKING', city, field, message });
  }

  addCut(context: HubContext, city: string, { field, kind }: Cut): void {
    const what = kind === 'TEXT' ? 'a text' : 'a list';
    const message = `${city} gave ${what} for ${field} that is longer than the contract allows: it was cut.`;
    this.#add(context, { code: 'VALUE_CUT', city, field, message });
  }

  #add(context: HubContext, warning: CityWarning): void {
    const warnings = this.#ofRequests.get(context) ?? new Map<string, CityWarning>();
    this.#ofRequests.set(context, warnings);
    warnings.set(warning.message, warning);
  }

  /** In the order of the cities, then of the fields, whichever answered first. */
  of(context: HubContext): readonly Warning[] {
    const warnings = this.#ofRequests.get(context);
    if (warnings === undefined) return [];
    const sorted = [...warnings.values()].sort(
      (a, b) => compareText(a.city, b.city) || compareText(a.message, b.message),
    );
    const more = sorted.length - MAX_WARNINGS;
    if (more <= 0) return sorted;
    return [
      ...sorted.slice(0, MAX_WARNINGS),
      { code: 'MORE_WARNINGS', message: `${more} more warnings are left out.` },
    ];
  }
}
