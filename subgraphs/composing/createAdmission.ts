import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  BreakingChangeType,
  findBreakingChanges,
  graphqlSync,
  isIntrospectionType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { safeText } from '../serving/cleanText';
import { findLacking } from './findLacking';
import type { SchemaCoordinate } from './findLacking';
import { composeSubgraphs } from './composeSubgraphs';

/** Whether a city's schema may take the contract's place. The reasons are sentences for the city's operator. */
export type Admission =
  | {
      readonly status: 'ADMITTED';
      /** What came into the contract after its first version, and is not yet in the city's. One set for one SDL. */
      readonly lacking: ReadonlySet<SchemaCoordinate>;
    }
  | { readonly status: 'REFUSED'; readonly reasons: readonly string[] };

export interface AdmissionOptions {
  /** SDL of the contract. */
  readonly contract: string;
  /** SDL of the contract's first version: what no city may lack. Without it, no city may lack anything. */
  readonly firstContract?: string;
  /** SDL of the hub's own subgraphs, by name. */
  readonly hubSubgraphs: Readonly<Record<string, string>>;
}

/** The contract has 22,000 characters; a city may add, within reason. */
const MAX_SDL_LENGTH = 200_000;
const MAX_SDL_TOKENS = 50_000;
/** A city may add twice what the contract has. To compose more holds up everybody for seconds. */
const MAX_SIZE = 3;
/** All cities of a network share a few versions. */
const MAX_CACHED = 200;
const MAX_REASONS = 10;
/** In characters: it has the city's own words in it. */
const MAX_REASON = 500;

/** What a directive does is a matter of composition, and which of them a city imports is its own affair. */
const OF_DIRECTIVES = new Set<BreakingChangeType>([
  BreakingChangeType.DIRECTIVE_REMOVED,
  BreakingChangeType.DIRECTIVE_ARG_REMOVED,
  BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED,
  BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED,
  BreakingChangeType.DIRECTIVE_LOCATION_REMOVED,
]);

/** Of a scalar of GraphQL's own, which is in a schema only as far as something has it: whatever had it is named itself. */
const UNUSED_SCALAR = /^Standard scalar \w+ was removed/;

/** Of the contract's types, those by which people know it. */
const TELLING_TYPES = ['City', 'Staff', 'Programme', 'Exchange', 'Topic'];

/** What an earlier version of the contract lacks: an absence, that is, and no contradiction. */
const OF_ABSENCE = new Set<BreakingChangeType>([
  BreakingChangeType.TYPE_REMOVED,
  BreakingChangeType.FIELD_REMOVED,
  BreakingChangeType.ARG_REMOVED,
  BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
]);

interface Measures {
  readonly contract: GraphQLSchema;
  readonly contractSdl: DocumentNode;
  /** Parts of a schema that are examined at most. */
  readonly maxParts: number;
  readonly firstContract: GraphQLSchema;
  readonly hubSubgraphs: Readonly<Record<string, string>>;
}

const IN_FULL: Admission = { status: 'ADMITTED', lacking: new Set() };

/**
 * Returns the examination of a city's SDL: first against the contract, since composition alone lets a missing field or a
 * changed type pass; then by composing it with the hub's subgraphs in the contract's place. The first version of the
 * contract is mandatory, and what came later may be lacking, but not be there in another form. Results are kept by the
 * SDL's SHA-256.
 */
export function createAdmission(options: AdmissionOptions): (sdl: string) => Admission {
  const { contract, firstContract = contract, hubSubgraphs } = options;
  const contractSdl = parse(contract);
  const contractSchema = buildSubgraphSchema(contractSdl);
  const measures: Measures = {
    contract: contractSchema,
    contractSdl,
    maxParts: MAX_SIZE * countParts(contractSdl),
    firstContract: firstContract === contract ? contractSchema : buildSubgraphSchema(parse(firstContract)),
    hubSubgraphs,
  };
  const told = tellSdl(contractSchema);
  const results = new LRUCache<string, Admission>({ max: MAX_CACHED });

  return function admitCitySdl(sdl) {
    if (sdl === contract || sdl === told) return IN_FULL;
    if (sdl.length > MAX_SDL_LENGTH) {
      return refused([`The schema has ${sdl.length} characters, more than ${MAX_SDL_LENGTH}.`]);
    }
    const hash = createHash('sha256').update(sdl).digest('hex');
    const known = results.get(hash);
    if (known) return known;
    const result = examine(sdl, measures);
    results.set(hash, result);
    return result;
  };
}

/** As a city's server tells the schema when it is made of just this one: Apollo's library writes it in its own way. */
function tellSdl(schema: GraphQLSchema): unknown {
  const { data } = graphqlSync({ schema, source: '{ _service { sdl } }' });
  return (data?.['_service'] as { readonly sdl?: unknown } | undefined)?.sdl;
}

function examine(sdl: string, measures: Measures): Admission {
  const { contract, contractSdl, maxParts, firstContract, hubSubgraphs } = measures;
  try {
    const document = parse(sdl, { maxTokens: MAX_SDL_TOKENS });
    const parts = countParts(document);
    if (parts > maxParts) {
      return refused([`The schema has ${parts} types, fields and references to types, more than ${maxParts}.`]);
    }
    const schema = buildSubgraphSchema(document);
    const foreign = describeForeign(schema, firstContract);
    if (foreign !== undefined) return refused([foreign]);
    const changes = [
      ...findBreakingChanges(firstContract, schema),
      ...findBreakingChanges(contract, schema).filter(({ type }) => !OF_ABSENCE.has(type)),
    ].filter(({ type, description }) => !OF_DIRECTIVES.has(type) && !UNUSED_SCALAR.test(description));
    const [first, ...others] = new Set(changes.map(({ description }) => description));
    if (first !== undefined) return refused([`Against the contract: ${first}`, ...others]);
    const lacking = findLacking(contract, schema);
    const composes = (city: string) => composeSubgraphs({ city, ...hubSubgraphs });
    const composed = composes(sdl);
    if (composed.status === 'COMPOSED') return { status: 'ADMITTED', lacking };
    const isWhole =
      lacking.size === 0 || composes(print(supplement(document, contractSdl, lacking))).status === 'FAILED';
    return isWhole ? refused(composed.reasons) : { status: 'ADMITTED', lacking };
  } catch (error) {
    return refused([`The schema cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** In words, that a schema is not one of a city at all: to name each thing that it lacks would say nothing. */
function describeForeign(schema: GraphQLSchema, contract: GraphQLSchema): string | undefined {
  const types = Object.values(contract.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map(({ name }) => name);
  const missing = types.filter((name) => schema.getType(name) === undefined);
  if (missing.length <= types.length / 2) return undefined;
  const named = TELLING_TYPES.filter((name) => missing.includes(name));
  const such = named.length === 0 ? '' : `, ${named.join(', ')} among them`;
  return (
    `It serves another schema than the contract of cities: ${missing.length} of the ${types.length} types are not there${such}. ` +
    'Its address may be that of another service.'
  );
}

/** A city's SDL with the types and the fields of objects that it lacks: a subgraph of the hub may rest on one of them. */
function supplement(sdl: DocumentNode, contract: DocumentNode, lacking: ReadonlySet<SchemaCoordinate>): DocumentNode {
  const additions = contract.definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name) return [];
    const typeName = definition.name.value;
    if (lacking.has(typeName)) return [definition];
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const fields = definition.fields?.filter(({ name }) => lacking.has(`${typeName}.${name.value}`)) ?? [];
    return fields.length > 0 ? [{ kind: Kind.OBJECT_TYPE_EXTENSION, name: definition.name, fields } as const] : [];
  });
  return { ...sdl, definitions: [...sdl.definitions, ...additions] };
}

/** What takes its time to compose: each definition, and each type that one names. */
function countParts(document: DocumentNode): number {
  let parts = 0;
  visit(document, {
    enter: ({ kind }) => {
      if (kind === Kind.NAMED_TYPE || kind === Kind.ENUM_VALUE_DEFINITION || kind === Kind.DIRECTIVE) parts += 1;
      if (kind.endsWith('TypeDefinition') || kind.endsWith('TypeExtension')) parts += 1;
    },
  });
  return parts;
}

function refused(reasons: readonly string[]): Admission {
  const more = reasons.length > MAX_REASONS ? [`And ${reasons.length - MAX_REASONS} more.`] : [];
  return {
    status: 'REFUSED',
    reasons: [...reasons.slice(0, MAX_REASONS).map((reason) => safeText(reason, MAX_REASON)), ...more],
  };
}
