import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { ValidationContext, ValidationRule } from 'graphql';
import { GraphQLError } from 'graphql';
import type { LimitsConfig } from './LimitsConfig';

/** Validation rules that bound an operation. A refusal names the figure and the limit; introspection is not counted. */
export function createOperationRules({ maxDepth, maxAliases }: LimitsConfig): ValidationRule[] {
  return [
    maxDepthRule({ n: maxDepth, flattenFragments: true, propagateOnRejection: false, onReject: [report] }),
    maxAliasesRule({ n: maxAliases, propagateOnRejection: false, onReject: [report] }),
  ];
}

/** As an error of validation: thrown, as the rules would have it, it would look like an accident of the hub. */
function report(context: ValidationContext | null, { message }: GraphQLError): void {
  context?.reportError(new GraphQLError(message.replace('Syntax Error: ', '')));
}
