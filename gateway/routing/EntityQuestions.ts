import { isAbstractType, isObjectType, Kind, parse, print, visit } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  ValueNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { MAX_PAGE } from '../../subgraphs/contract/bounds';
import { addSuffix } from '../../subgraphs/search/ask/combineOperations';
import type { SelectionInHits } from '../../subgraphs/search/hits/RecordQuestion';
import type { CityCursors } from '../../subgraphs/search/SearchSources';
import { OperationVariants, settleConditions } from '../engine/conditions';
import type { VariableValues } from '../engine/conditions';
import type { AskedField, ListSizeOf } from '../front/limits/createListSizes';
import { weighOperation } from '../front/limits/weighOperation';
import { compileAnswerReader } from './compileAnswerReader';
import type { AnswerReader } from './compileAnswerReader';
import { compileListCount } from './compileListCount';
import type { ListCount } from './compileListCount';
import { entitySelectionsOf } from './collectFields';
import { CursorArguments } from './CursorArguments';
import type { Variables } from './fieldRules';

/** An `_entities` operation as it is sent to cities, and the reader of what they answer to it. */
export interface SentQuestion {
  readonly query: string;
  /** The same, as it is asked along with hits. */
  readonly inHits: AskInHits;
  readonly read: AnswerReader;
  readonly mayBeWrong: MayBeWrong;
}

/** The same with all else that is known of the operation, whichever city it goes to. */
export interface EntityQuestion extends SentQuestion {
  readonly cursors: CursorArguments;
  /** Without conditions. */
  readonly document: DocumentNode;
  readonly weigh: WeighEntity;
  readonly countLists: ListCount;
}

interface Conditional {
  readonly document: DocumentNode;
  readonly variants: OperationVariants<EntityQuestion>;
}

/** How many operations are kept; what was not asked for longest goes first. */
const MAX_QUESTIONS = 500;

/** What the gateway asks of entities, read and compiled once: by its text, and by what its conditions leave of it. */
export class EntityQuestions {
  readonly #questions = new LRUCache<string, Conditional>({ max: MAX_QUESTIONS });

  constructor(
    private readonly contract: GraphQLSchema,
    private readonly cursors: CityCursors,
  ) {}

  of(query: string, variables: VariableValues): EntityQuestion {
    let conditional = this.#questions.get(query);
    if (conditional === undefined) {
      const document = parse(query, { noLocation: true });
      this.#questions.set(query, (conditional = { document, variants: new OperationVariants(document) }));
    }
    const { document, variants } = conditional;
    const known = variants.get(variables);
    if (known !== undefined) return known;
    const settled = settleConditions(document, variables);
    const cursors = CursorArguments.of(settled, this.contract);
    const question = {
      ...this.compile(cursors.document),
      cursors,
      document: settled,
      weigh: weighEntities(settled, this.contract),
      countLists: compileListCount(settled, this.contract),
    };
    variants.set(variables, question);
    return question;
  }

  /** @param document without conditions */
  compile(document: DocumentNode): SentQuestion {
    const { contract, cursors } = this;
    const read = compileAnswerReader(document, contract, (cursor, cityId) => cursors.close(cursor, cityId));
    return identifyEntities(document, contract, read);
  }
}

/**
 * Has cities say of each entity which one it is. A planner does not ask for what it knows from the representation, and
 * then nobody would notice when a city answers in another order, or gives one record in the place of another.
 *
 * @param read reads what the operation itself asks for
 */
function identifyEntities(document: DocumentNode, contract: GraphQLSchema, read: AnswerReader): SentQuestion {
  const conditions = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.typeCondition]] : [],
    ),
  );
  const identity = identityIn(document);
  const identityField: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: identity },
    name: { kind: Kind.NAME, value: 'id' },
  };
  const identified = new Set<string>();
  const identify = (selection: SelectionNode): InlineFragmentNode[] => {
    const typeCondition =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.typeCondition
        : selection.kind === Kind.FRAGMENT_SPREAD
          ? conditions.get(selection.name.value)
          : undefined;
    if (!typeCondition || identified.has(typeCondition.name.value)) return [];
    identified.add(typeCondition.name.value);
    const selectionSet = { kind: Kind.SELECTION_SET, selections: [identityField] } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }];
  };
  const sent = visit(document, {
    FragmentDefinition: () => false,
    Field: (field) => {
      const { selectionSet } = field;
      if (field.name.value !== '_entities' || !selectionSet) return false;
      const { selections } = selectionSet;
      return {
        ...field,
        selectionSet: { ...selectionSet, selections: [...selections, ...selections.flatMap(identify)] },
      };
    },
  });

  const isIdentified = (typeName: string): boolean => {
    const type = contract.getType(typeName);
    return [...identified].some((condition) => {
      const conditionType = contract.getType(condition);
      return (
        condition === typeName ||
        (isAbstractType(conditionType) && isObjectType(type) && contract.isSubType(conditionType, type))
      );
    });
  };
  const identifiedTypes = new Map<string, boolean>();
  return {
    query: print(sent),
    inHits: compileInHits(sent),
    mayBeWrong: givenArguments(document),
    read: (answer, representation, asked) => {
      const { __typename, id } = representation;
      let isAsked = identifiedTypes.get(__typename);
      if (isAsked === undefined) identifiedTypes.set(__typename, (isAsked = isIdentified(__typename)));
      if (isAsked && isRecord(answer) && answer[identity] !== id) {
        return { entity: null, violations: [{ kind: 'MISPLACED', path: [] }], cuts: [], values: 0 };
      }
      return read(answer, representation, asked);
    },
  };
}

/** What an operation asks of entities of one type, with a suffix behind its names. Undefined where it names other types. */
type AskInHits = (typename: string, suffix: string) => Omit<SelectionInHits, 'variables'> | undefined;

function compileInHits(document: DocumentNode): AskInHits {
  const made = new Map<string, ReturnType<AskInHits>>();
  const make: AskInHits = (typename, suffix) => {
    const renamed = addSuffix(document, suffix);
    const [selections] = entitySelectionsOf(renamed);
    const isOfType = selections?.selections.every(
      (one) => one.kind === Kind.INLINE_FRAGMENT && one.typeCondition?.name.value === typename,
    );
    if (selections === undefined || isOfType !== true) return undefined;
    const variables = renamed.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
    );
    return {
      selection: print(selections),
      declared: variables.filter(({ variable }) => variable.name.value !== `representations${suffix}`).map(print),
      fragments: renamed.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(print),
    };
  };
  return (typename, suffix) => {
    const key = `${typename} ${suffix}`;
    if (!made.has(key)) made.set(key, make(typename, suffix));
    return made.get(key);
  };
}

/** A name that the operation gives to nothing else. */
function identityIn(document: DocumentNode): string {
  const text = print(document);
  let identity = 'entity__id';
  while (text.includes(identity)) identity += '_';
  return identity;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field of an operation, by its key in the answer, was given an argument that can be wrong. */
type MayBeWrong = (key: string, argument: string, variables: Variables) => boolean;

/**
 * Finds the arguments in an operation, which all come from the client. A page's size that the contract allows is not wrong,
 * whatever a city says; of any other argument only the city can know.
 */
function givenArguments(document: DocumentNode): MayBeWrong {
  const given = new Map<string, ValueNode[]>();
  visit(document, {
    Field: ({ alias, name, arguments: args = [] }) => {
      for (const { name: argument, value } of args) {
        const place = `${(alias ?? name).value}.${argument.value}`;
        given.set(place, [...(given.get(place) ?? []), value]);
      }
    },
  });
  return (key, argument, variables) =>
    (given.get(`${key}.${argument}`) ?? []).some((node) => {
      const value = valueOf(node, variables);
      if (value === null || value === undefined) return false;
      return argument !== 'first' || typeof value !== 'number' || value < 1 || value > MAX_PAGE;
    });
}

/** What is said in parts stands for itself. */
function valueOf(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.NULL) return null;
  return node.kind === Kind.INT ? Number(node.value) : node;
}

/** Tells how many values of each entity a city has to find at most, with these variables. */
type WeighEntity = (variables: VariableValues) => number;

/** The variables of a document that an argument takes its value from. */
function variablesOf(argument: string, document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value === argument && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** What a city looks through for a page, as values that it finds: of a topic, what may have it; of all its staff, what a filter is about. */
const LOOKED_THROUGH: ReadonlyMap<string, number> = new Map([
  ['Topic.staff', 250],
  ['Topic.programmes', 100],
]);
const FILTERED_STAFF = 2_000;

function lookedThrough({ coordinate, args }: AskedField): number {
  if (coordinate === 'City.staff') return args['filter'] == null ? 0 : FILTERED_STAFF;
  return LOOKED_THROUGH.get(coordinate) ?? 0;
}

/** @param document an `_entities` operation of the contract */
function weighEntities(document: DocumentNode, contract: GraphQLSchema): WeighEntity {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new TypeError('The gateway sent a document without an operation.');
  const listSizeOf: ListSizeOf = (field) => {
    // Its representations are not told yet.
    if (field.coordinate === 'Query._entities') return 1;
    const { last, first } = field.args['first'] === undefined ? (field.owner?.args ?? {}) : field.args;
    const paged = last ?? first;
    return typeof paged === 'number' ? paged : undefined;
  };
  const sizes = ['first', 'last'].flatMap((argument) => variablesOf(argument, document));
  const filters = variablesOf('filter', document);
  const known = new LRUCache<string, number>({ max: 10 });
  return (variables) => {
    const isFiltered = filters.map((name) => variables[name] != null);
    const key = [...sizes.map((name) => variables[name]), ...isFiltered].join(' ');
    let values = known.get(key);
    if (values === undefined) {
      const asked = { schema: contract, document, operation, variables };
      ({ values } = weighOperation({ ...asked, listSizeOf, besideOf: lookedThrough }));
      known.set(key, values);
    }
    return values;
  };
}
