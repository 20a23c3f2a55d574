import { Kind } from 'graphql';
import type { SelectionNode } from 'graphql';
import { badInput } from './badInput';

/** The values of an operation's variables, with defaults where the client gave nothing. */
export type VariableValues = Readonly<Record<string, unknown>>;

/**
 * Whether `@skip` and `@include` leave a selection in. Throws a GraphQLError where a condition is null: a variable that may
 * be null is allowed there if it has a default, and a client can still give null for it.
 */
export function isIncluded({ directives = [] }: SelectionNode, variables: VariableValues): boolean {
  if (directives.length === 0) return true;
  const holds = (name: 'skip' | 'include'): boolean | undefined => {
    const directive = directives.find((one) => one.name.value === name);
    const condition = directive?.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (condition === undefined) return undefined;
    const value =
      condition.kind === Kind.VARIABLE
        ? variables[condition.name.value]
        : condition.kind === Kind.BOOLEAN
          ? condition.value
          : null;
    if (typeof value !== 'boolean') {
      throw badInput('Argument "if" of non-null type "Boolean!" must not be null.', condition);
    }
    return value;
  };
  return holds('skip') !== true && holds('include') !== false;
}
