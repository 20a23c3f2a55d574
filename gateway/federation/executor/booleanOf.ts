/** What a client gave for an operation's variables, and what holds where it gave nothing. */
export interface VariableValues {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly defaults: Readonly<Record<string, unknown>>;
}

/**
 * The value of a variable that `@skip` or `@include` names. Throws when it is no Boolean: a variable that may be null is
 * allowed there if it has a default, and a client can still give null for it.
 */
export function booleanOf(variable: string, { variables, defaults }: VariableValues): boolean {
  const given = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
  const value = given === undefined ? defaults[variable] : given;
  if (typeof value !== 'boolean') throw new Error(`Invalid non-boolean value for Boolean! variable $${variable}`);
  return value;
}
