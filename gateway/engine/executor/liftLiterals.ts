import { isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isSpecifiedScalarType,
  Kind,
  parse,
  parseType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DefinitionNode, DocumentNode, GraphQLInputType, GraphQLSchema, ValueNode } from 'graphql';

interface LiftingOptions {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** Names of fields whose arguments stay as they are. */
  readonly except: ReadonlySet<string>;
}

interface Lifted {
  readonly document: DocumentNode;
  /** What stood in the operation's text, by the variables that stand there now. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Makes variables of the values in an operation's text, so that operations which differ in nothing else have one plan:
 * a plan costs more than it does to run it. Only arguments of fields are changed, and only where a variable means
 * the same as the literal. That is not known of custom scalars, and `null` and directives are left as they are.
 *
 * @param document one operation, and the fragments that it uses
 */
export function liftLiterals(document: DocumentNode, { schema, except }: LiftingOptions): Lifted {
  const values: Record<string, unknown> = {};
  /** By type and value: fields can only be merged when the same stands in both. */
  const names = new Map<string, { readonly name: string; readonly type: string }>();
  const taken = new Set(document.definitions.flatMap(variablesOf));
  const nameOf = (type: string, value: unknown): string => {
    const key = `${type} ${JSON.stringify(value)}`;
    const known = names.get(key);
    if (known !== undefined) return known.name;
    let name = `literal${names.size}`;
    while (taken.has(name)) name += '_';
    names.set(key, { name, type });
    values[name] = value;
    return name;
  };

  const typeInfo = new TypeInfo(schema);
  const changed = visit<DocumentNode>(
    document,
    visitWithTypeInfo(typeInfo, {
      Directive: () => false,
      VariableDefinition: () => false,
      Argument: (node) => {
        const type = typeInfo.getArgument()?.type;
        if (!type || except.has(typeInfo.getFieldDef()?.name ?? '')) return undefined;
        const value = valueOf(node.value, type);
        if (value === undefined || value === null) return undefined;
        const name = { kind: Kind.NAME, value: nameOf(type.toString(), value) } as const;
        return { ...node, value: { kind: Kind.VARIABLE, name } };
      },
    }),
  );
  if (names.size === 0) return { document: changed, values };

  const definitions = [...names.values()].map(({ name, type }) => ({
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } },
    type: parseType(type),
  }));
  return {
    document: {
      ...changed,
      definitions: changed.definitions.map((one) =>
        one.kind === Kind.OPERATION_DEFINITION
          ? { ...one, variableDefinitions: [...(one.variableDefinitions ?? []), ...definitions] }
          : one,
      ),
    },
    values,
  };
}

function variablesOf(definition: DefinitionNode): readonly string[] {
  if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
  return (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
}

/** The JSON that means what a literal does. Undefined where there is a variable in it, or none is known to. */
function valueOf(node: ValueNode, inputType: GraphQLInputType): unknown {
  if (node.kind === Kind.NULL) return null;
  const type = getNullableType(inputType);
  if (isListType(type)) {
    if (node.kind !== Kind.LIST) return undefined;
    const items = node.values.map((item) => valueOf(item, type.ofType));
    return items.includes(undefined) ? undefined : items;
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return undefined;
    const fields = node.fields.map(({ name, value }) => {
      const field = type.getFields()[name.value];
      return [name.value, field && valueOf(value, field.type)] as const;
    });
    return fields.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(fields);
  }
  if (isEnumType(type)) return node.kind === Kind.ENUM ? node.value : undefined;
  return isSpecifiedScalarType(type) ? scalarOf(node, type.name) : undefined;
}

function scalarOf(node: ValueNode, typeName: string): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT: {
      // An id may have more digits than a number.
      if (typeName === 'ID') return node.value;
      const value = Number(node.value);
      return Number.isFinite(value) ? value : undefined;
    }
    default:
      return undefined;
  }
}

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
