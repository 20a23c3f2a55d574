import { isEnumType, isInputObjectType, isListType, isNonNullType, typeFromAST } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Parameter, ParameterKind } from '../parameters';
import type { OwnQuestionFile, Report } from './OwnQuestionFile';

/** Variables that the hub sets: which page is asked for, and in which language. */
export const HUBS_VARIABLES: readonly string[] = ['first', 'after', 'lang'];

/** What may be given beside what a question takes, whatever its format. */
const TAKEN = ['limit', 'separator', 'headings', 'comments'];
const MOST = 999_999_999;

/** Of each variable of an operation that the hub does not set, what may be given for it. */
export function ownParameters(
  { parameters }: OwnQuestionFile,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  report: Report,
): readonly Parameter[] {
  const variables = (operation.variableDefinitions ?? []).filter(
    ({ variable }) => !HUBS_VARIABLES.includes(variable.name.value),
  );
  const names = variables.map(({ variable }) => variable.name.value);
  for (const name of Object.keys(parameters)) {
    if (!names.includes(name)) report(['parameters', name], `parameters.${name} is no variable of the operation.`);
  }
  return variables.flatMap(({ variable, type: typeNode, defaultValue }) => {
    const name = variable.name.value;
    const description = parameters[name];
    if (TAKEN.includes(name)) report(['operation'], `The variable $${name} must be called otherwise: it is the hub's.`);
    if (description === undefined) {
      report(['parameters'], `The variable $${name} must be described below parameters.`);
      return [];
    }
    // The shape of a type is another one for each kind of them.
    let type = typeFromAST(schema, typeNode as never) as unknown;
    const isRequired = isNonNullType(type) && defaultValue === undefined;
    if (isNonNullType(type)) type = type.ofType;
    const isList = isListType(type);
    if (isListType(type)) type = type.ofType;
    if (isNonNullType(type)) type = type.ofType;
    const kind = kindOf(type);
    if (kind === undefined) {
      report(
        ['parameters', name],
        `The variable $${name} must be a text, an id, a whole number, a truth, a choice, or a list of one of them.`,
      );
      return [];
    }
    return [{ name, description, kind, isList, isRequired }];
  });
}

function kindOf(type: unknown): ParameterKind | undefined {
  if (isEnumType(type)) return { type: 'choice', values: type.getValues().map(({ name }) => name) };
  if (isListType(type) || isInputObjectType(type)) return undefined;
  switch (String(type)) {
    case 'Int':
      return { type: 'number', min: 0, max: MOST };
    case 'Boolean':
      return { type: 'choice', values: ['true', 'false'] };
    case 'Float':
      return undefined;
    default:
      return { type: 'text' };
  }
}
