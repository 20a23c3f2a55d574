/** An instance of a class of the contract with these fields: type-graphql reads objects by their class. */
export function instantiate<Instance extends object>(
  Class: new () => Instance,
  fields: { readonly [Name in keyof Instance]: Instance[Name] },
): Instance {
  return Object.assign(new Class(), fields);
}
