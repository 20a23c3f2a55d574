import { array, nat } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { getNamedType, isAbstractType, isCompositeType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { GraphQLArgument, GraphQLCompositeType, GraphQLSchema } from 'graphql';

/** What a client sends. */
export interface Attack {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MAX_DEPTH = 7;
const REPEATS = [1, 1, 1, 1, 2, 5, 20, 90];
const PAGES = [1, 5, 20, 100, 1_000];
const LENGTHS = [1, 3, 28, 100, 2_000];
const WORDS = 'hosing integrtion refugees climte acton plns youht wrk mobilty strategie jugendarbeid bildung';

/**
 * Operations that are short and ask for much: what is asked for again under other names, long lists of ids, large pages,
 * fragments within fragments, the same field many times, and lists within lists as deep as it may be. Most are valid.
 */
export function arbitraryAttack(api: GraphQLSchema, concepts: readonly string[]): Arbitrary<Attack> {
  // Fewer and smaller numbers make a smaller operation, and so a failure is shrunk to a short one.
  return array(nat(1_000_000), { minLength: 5, maxLength: 250, size: 'max' }).map((numbers) =>
    write(api, concepts, numbers),
  );
}

function write(api: GraphQLSchema, concepts: readonly string[], numbers: readonly number[]): Attack {
  let next = 0;
  const choose = (count: number): number => (numbers[next++] ?? 0) % count;
  const pick = <Item>(items: readonly Item[]): Item => items[choose(items.length)]!;
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  let aliases = 0;

  const composites = Object.values(api.getTypeMap())
    .filter(isCompositeType)
    .filter(({ name }) => !name.startsWith('__'));

  const idsOf = (field: string): readonly string[] =>
    field === 'nodes' || field === 'node'
      ? ['gera', 'gera:staff:1', 'gera:topic:1', 'alliance:all', concepts[0]!, 'x y']
      : ['gera'];

  function valueOf({ name, type }: GraphQLArgument, field: string): unknown {
    const named = getNamedType(type).name;
    const isList = isListType(isNonNullType(type) ? type.ofType : type);
    const one = (): unknown => {
      if (name === 'concepts') return pick(concepts);
      if (name === 'city' || name === 'cities') return 'gera';
      if (name === 'id')
        return field === 'concept' ? pick(concepts) : field === 'alliance' ? 'alliance:all' : pick(idsOf(field));
      if (name === 'ids') return pick(idsOf(field));
      if (name === 'text') return WORDS.repeat(1 + choose(5)).slice(choose(40), 480);
      if (named === 'Int') return name === 'timeoutMs' ? 5_000 : pick(PAGES);
      return named === 'Boolean' ? choose(2) === 0 : undefined;
    };
    if (!isList) return one();
    const length = pick(LENGTHS);
    const items = Array.from({ length: Math.min(length, 5) }, one);
    return items[0] === undefined ? undefined : Array.from({ length }, (_, at) => items[at % items.length]);
  }

  function argumentsOf(args: readonly GraphQLArgument[], field: string): string {
    const given: string[] = [];
    for (const argument of args) {
      if (!isNonNullType(argument.type) && choose(2) === 0) continue;
      const value = valueOf(argument, field);
      if (value === undefined) continue;
      if (Array.isArray(value) || choose(2) === 0) {
        const name = `v${definitions.length}`;
        definitions.push(`$${name}: ${String(argument.type)}`);
        variables[name] = value;
        given.push(`${argument.name}: $${name}`);
      } else {
        given.push(`${argument.name}: ${JSON.stringify(value)}`);
      }
    }
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  function selectionSet(type: GraphQLCompositeType, depth: number): string {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const open = depth > 0 ? fields : fields.filter((field) => isLeafType(getNamedType(field.type)));
    const selections = Array.from({ length: 1 + choose(4) }, () => {
      const form = choose(10);
      if (form === 0 || open.length === 0) return '__typename';
      if (form === 1 && depth > 0) {
        const possible = isAbstractType(type) ? composites.filter((one) => api.isSubType(type, one as never)) : [type];
        const on = pick(possible);
        if (choose(2) === 0) return `... on ${on.name} ${selectionSet(on, depth - 1)}`;
        const name = `F${fragments.length}`;
        fragments.push('');
        fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${selectionSet(on, depth - 1)}`;
        return `...${name} `.repeat(pick(REPEATS));
      }
      const field = pick(open);
      const named = getNamedType(field.type);
      const args = argumentsOf(field.args, field.name);
      const below = isCompositeType(named) ? ` ${selectionSet(named, depth - 1)}` : '';
      const text = `${field.name}${args}${choose(9) === 1 ? ' @include(if: true)' : ''}${below}`;
      const repeats = text.length < 1_500 ? pick(REPEATS) : 1;
      const isAliased = choose(3) > 0 && aliases + repeats <= 100;
      if (isAliased) aliases += repeats;
      return Array.from({ length: repeats }, (_, at) => (isAliased ? `a${aliases}_${at}: ${text}` : text)).join(' ');
    });
    return `{ ${selections.join(' ')} }`;
  }

  const text = selectionSet(api.getQueryType()!, MAX_DEPTH);
  const head = definitions.length > 0 ? `query (${definitions.join(', ')})` : 'query';
  return { query: [`${head} ${text}`, ...fragments].join('\n'), variables };
}
