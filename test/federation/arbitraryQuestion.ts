import { array, nat } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  parse,
  validate,
} from 'graphql';
import type {
  DocumentNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLCompositeType,
  GraphQLInputType,
  GraphQLNamedType,
  GraphQLSchema,
  NamedTypeNode,
  SelectionSetNode,
} from 'graphql';
import type { Question } from './bothEngines';

const MAX_DEPTH = 4;
const ALIASES = ['a', 'b', 'constructor', '__proto__'];
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  id: ['ship:1', 'ship:2', 'barge:1', 'crate:1', 'crate:3', 'ship:404', 'c1'],
  ids: ['ship:3', 'barge:2', 'crate:2', 'crate:404', 'ship:1'],
  code: ['HL', 'DZ', 'RI', 'XX'],
};

export interface QuestionOptions {
  /** Whether there may be `@skip` and `@include`. */
  readonly conditions: boolean;
  /** Whether a null may come through a default to where none is allowed. */
  readonly nulls?: boolean;
  /**
   * Whether a fragment on an interface or a union may hold one on a type that may be another. Of an object that does not tell
   * its type, Apollo Gateway loses what stands in it; `sameAnswers` has an example.
   */
  readonly narrowerInAbstract?: boolean;
  /** Whether a field is often selected again under the same key, with another selection. */
  readonly repeats?: boolean;
  readonly aliases?: readonly string[];
  /** Of arguments and of fields of inputs, by their names, as `id`; or by the field's name too, as `city.id`. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
}

/** Valid operations over a schema, with their variables. Null for the draws that came out invalid. */
export function arbitraryQuestion(api: GraphQLSchema, options: QuestionOptions): Arbitrary<Question | null> {
  // Fewer and smaller numbers make a smaller operation, and so a failure is shrunk to a short one.
  return array(nat(1_000_000), { maxLength: 300, size: 'max' }).map((numbers) => {
    const question = write(api, numbers, options);
    const document = parse(question.query);
    const isLeftOut = options.narrowerInAbstract === false && hasNarrowerInAbstract(document, api);
    return validate(api, document).length === 0 && !isLeftOut ? question : null;
  });
}

function hasNarrowerInAbstract(document: DocumentNode, api: GraphQLSchema): boolean {
  const typeOf = ({ typeCondition }: { readonly typeCondition?: NamedTypeNode | undefined }) =>
    typeCondition && api.getType(typeCondition.name.value);
  const named = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  /** @param around the nearest condition around it, where that is an interface or a union */
  const holds = ({ selections }: SelectionSetNode, around?: GraphQLAbstractType): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.selectionSet ? holds(selection.selectionSet) : false;
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : named.get(selection.name.value)!;
      const type = typeOf(fragment);
      if (type === undefined) return holds(fragment.selectionSet, around);
      const isCertain =
        type === around || (isInterfaceType(type) && isInterfaceType(around) && api.isSubType(type, around));
      if (around !== undefined && !isCertain) return true;
      return holds(fragment.selectionSet, isAbstractType(type) ? type : undefined);
    });
  return document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && holds(definition.selectionSet),
  );
}

function write(api: GraphQLSchema, numbers: readonly number[], options: QuestionOptions): Question {
  const { conditions, nulls = false, repeats = false, aliases = ALIASES, values = VALUES } = options;
  let next = 0;
  const choose = (count: number): number => (numbers[next++] ?? 0) % count;
  const pick = <Item>(items: readonly Item[]): Item => items[choose(items.length)]!;
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: { readonly name: string; readonly on: GraphQLCompositeType; readonly text: string }[] = [];
  const spread = new Set<string>();

  const composites = Object.values(api.getTypeMap())
    .filter(isCompositeType)
    .filter(({ name }) => !name.startsWith('__'));
  const overlap = (one: GraphQLCompositeType, other: GraphQLCompositeType): boolean => {
    const possible = possibleTypes(one);
    return possibleTypes(other).some((name) => possible.includes(name));
  };
  function possibleTypes(type: GraphQLCompositeType): string[] {
    return 'getFields' in type && !('resolveType' in type)
      ? [type.name]
      : api.getPossibleTypes(type as never).map(({ name }) => name);
  }

  function valueOf(type: GraphQLInputType, name: string, depth: number): unknown {
    if (isNonNullType(type)) return valueOf(type.ofType, name, depth) ?? '';
    if (isListType(type)) return Array.from({ length: choose(3) }, () => valueOf(type.ofType, name, depth));
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (depth > 0 && choose(2) === 1),
      );
      return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, field.name, depth - 1)]));
    }
    const known = values[name] ?? values[name.slice(name.indexOf('.') + 1)];
    if (known !== undefined) return pick(known);
    if (type.name === 'Boolean') return choose(2) === 0;
    if (type.name === 'Int') return choose(60);
    if (type.name === 'Anything') return pick<unknown>([1, 'x', { a: [true, null] }, []]);
    return pick(['text', '']);
  }

  function literal(type: GraphQLInputType, value: unknown, withVariables = nulls): string {
    if (value === null) return 'null';
    if (withVariables && isNonNullType(type) && choose(9) === 1) return nulled(type.ofType, value);
    const nullable = getNullableType(type);
    if (Array.isArray(value)) {
      const item = isListType(nullable) ? nullable.ofType : type;
      return `[${value.map((one) => literal(item, one, withVariables)).join(', ')}]`;
    }
    if (typeof value === 'object') {
      const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
      return `{${Object.entries(value)
        .map(([key, one]) => `${key}: ${literal(fields[key]?.type ?? type, one, withVariables)}`)
        .join(', ')}}`;
    }
    return isEnumType(nullable) ? (value as string) : JSON.stringify(value);
  }

  /** A variable that may be null by its type, and has a default: it can stand where no null is allowed. */
  function nulled(type: GraphQLInputType, value: unknown): string {
    const own = `v${definitions.length}`;
    definitions.push(`$${own}: ${String(type)} = ${literal(type, value, false)}`);
    if (choose(3) !== 0) variables[own] = null;
    return `$${own}`;
  }

  function variable(type: GraphQLInputType, name: string): string {
    if (nulls && isNonNullType(type) && choose(3) === 1) return nulled(type.ofType, valueOf(type, name, 2));
    const own = `v${definitions.length}`;
    const value = valueOf(type, name, 2);
    const form = choose(4);
    if (form === 0) definitions.push(`$${own}: ${String(type)} = ${literal(type, value, false)}`);
    else {
      definitions.push(`$${own}: ${String(type)}`);
      if (form !== 1 || isNonNullType(type)) variables[own] = value;
      else if (choose(2) === 0) variables[own] = null;
    }
    return `$${own}`;
  }

  function argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const given = field.args
      .filter((arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || choose(2) === 1)
      .map(({ name, type }) => {
        if (choose(3) === 1) return `${name}: ${variable(type, `${field.name}.${name}`)}`;
        if (!isNonNullType(type) && choose(6) === 1) return `${name}: null`;
        return `${name}: ${literal(type, valueOf(type, `${field.name}.${name}`, 2))}`;
      });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  function directives(): string {
    if (!conditions || choose(7) !== 1) return '';
    const value = choose(3) === 0 ? String(choose(2) === 0) : variable(BOOLEAN, 'on');
    return ` @${pick(['skip', 'include'])}(if: ${value})`;
  }
  const BOOLEAN = api.getDirective('skip')!.args[0]!.type;

  function selectionSet(type: GraphQLCompositeType, depth: number): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const open = depth > 0 ? fields : leaves;
    const written: { readonly head: string; readonly named: GraphQLNamedType }[] = [];
    const selections = Array.from({ length: 1 + choose(5) }, () => {
      const form = choose(12);
      if (form === 1) return `__typename${directives()}`;
      if (form === 2) return `${pick(aliases)}: __typename`;
      if (form === 3 || (open.length === 0 && depth > 0)) {
        const on = pick(composites.filter((candidate) => overlap(type, candidate)));
        return choose(8) === 1
          ? `...${directives()} ${selectionSet(type, depth - 1)}`
          : `... on ${on.name}${directives()} ${selectionSet(on, depth - 1)}`;
      }
      if (form === 4 && depth > 1) {
        const usable = fragments.filter(({ on }) => overlap(type, on));
        if (usable.length > 0 && choose(2) === 0) {
          const { name } = pick(usable);
          spread.add(name);
          return `...${name}${directives()}`;
        }
        const on = pick(composites.filter((candidate) => overlap(type, candidate)));
        const text = selectionSet(on, depth - 2);
        const name = `f${fragments.length}`;
        fragments.push({ name, on, text });
        return `...${name}${directives()}`;
      }
      if (repeats && written.length > 0 && form > 8) {
        const { head, named } = pick(written);
        return `${head}${directives()}${isCompositeType(named) ? ` ${selectionSet(named, depth - 1)}` : ''}`;
      }
      if (open.length === 0) return '__typename';
      const field = pick(open);
      const named = getNamedType(field.type);
      const alias = choose(options.aliases ? 4 : 9) === 1 ? `${pick(aliases)}: ` : '';
      const head = `${alias}${field.name}${argumentsOf(field)}`;
      written.push({ head, named });
      const below = isCompositeType(named) ? ` ${selectionSet(named, depth - 1)}` : '';
      return `${head}${directives()}${below}`;
    });
    return `{ ${selections.join(' ')} }`;
  }

  const kind = api.getMutationType() && choose(10) === 1 ? 'mutation' : 'query';
  const root = kind === 'mutation' ? api.getMutationType()! : api.getQueryType()!;
  const text = selectionSet(root, MAX_DEPTH);
  const head = definitions.length > 0 ? `${kind} (${definitions.join(', ')})` : kind;
  const query = [
    `${head} ${text}`,
    ...fragments.map(({ name, on, text: below }) => `fragment ${name} on ${on.name} ${below}`),
  ].join('\n');
  return { query, variables };
}
