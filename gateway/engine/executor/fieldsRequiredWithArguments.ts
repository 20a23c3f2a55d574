import { isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { parse, visit } from 'graphql';

/**
 * The names of the fields that some `@requires` names with arguments. The planner asks for these beside what the client
 * asks for, which it can only do where the same arguments stand there.
 */
export function fieldsRequiredWithArguments(supergraph: Schema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of supergraph.types()) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) {
      // In a supergraph it is an argument of @join__field.
      for (const directive of field.appliedDirectives) {
        const { requires } = directive.arguments() as { readonly requires?: unknown };
        if (typeof requires === 'string') collect(requires, names);
      }
    }
  }
  return names;
}

function collect(fieldSet: string, names: Set<string>): void {
  if (!fieldSet.includes('(')) return;
  visit(parse(`{${fieldSet}}`), {
    Field: ({ name, arguments: given = [] }) => {
      if (given.length > 0) names.add(name.value);
    },
  });
}
