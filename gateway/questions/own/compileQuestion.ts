import { GraphQLError, isLeafType, Kind, OperationTypeNode, parse, print, validate, visit } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { COVERAGE } from '../manifest/coverageSelection';
import { headingOf } from '../../web/language/headings';
import { readParameters } from '../parameters';
import type { Given, Parameter } from '../parameters';
import type { Column, PageAsked, Question, ValueType } from '../Question';
import { ADDED, readOwnPage } from './readOwnPage';
import type { OwnColumn } from './readOwnPage';
import { HUBS_VARIABLES, ownParameters } from './ownParameters';
import type { OwnQuestionFile, Report } from './OwnQuestionFile';
import { SelectedPath, typeOfField } from './SelectedPath';
import type { Step } from './SelectedPath';

/** Makes a question of a file. Undefined where something was reported. */
export function compileQuestion(
  name: string,
  file: OwnQuestionFile,
  schema: GraphQLSchema,
  report: Report,
): Question | undefined {
  let reported = 0;
  const tell: Report = (...problem) => {
    reported += 1;
    report(...problem);
  };
  const asked = readOperation(file.operation, schema, tell);
  if (asked === undefined) return undefined;
  const { document, operation } = asked;
  const parameters = ownParameters(file, operation, schema, tell);
  const paths = new SelectedPath(schema, document);
  const rows = followRows(file, operation, schema, paths, tell);
  const columns = rows && readColumns(file, rows.row, paths, tell);
  checkExample(file, parameters, tell);
  if (rows === undefined || columns === undefined || reported > 0) return undefined;

  const query = print(addToSelections(document, rows));
  const { listAt, isEachOnce } = rows;
  const own = { path: file.rows.split('.'), listAt, columns, isEachOnce };
  const variableNames = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return {
    ...{ name, title: file.title, description: file.description, example: file.example, parameters },
    columns: columns.map(({ name: column, type, heading }): Column => ({ name: column, type, ...heading })),
    pageLength: file.pageLength,
    operation: (given, page) => ({ query, variables: variablesOf(variableNames, parameters, given, page) }),
    readPage: (data, { origin }, errors) => readOwnPage(data, { ...own, origin, hasGaps: errors.length > 0 }),
  };
}

/** The way to the rows, through one list that has pages. */
interface RowsWay {
  readonly list: Step;
  /** Which step of the way that is. */
  readonly listAt: number;
  readonly row: Step;
  /** Whether each row is one record of the list. */
  readonly isEachOnce: boolean;
}

interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

function readOperation(text: string, schema: GraphQLSchema, report: Report): ReadOperation | undefined {
  const tell = ({ message, locations }: GraphQLError): void => {
    // The first line of a block stands below its key.
    report(['operation'], `operation: ${message}`, locations?.[0]?.line);
  };
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: 2_000 });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    tell(error);
    return undefined;
  }
  const problems = validate(schema, document, undefined, { maxErrors: 20 });
  problems.forEach(tell);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation, ...others] = operations;
  if (operation?.operation !== OperationTypeNode.QUERY || others.length > 0) {
    report(['operation'], 'operation must be one query.');
    return undefined;
  }
  return problems.length > 0 ? undefined : { document, operation };
}

function followRows(
  { rows }: OwnQuestionFile,
  { selectionSet }: OperationDefinitionNode,
  schema: GraphQLSchema,
  paths: SelectedPath,
  report: Report,
): RowsWay | undefined {
  const query = schema.getQueryType();
  const way = query ? paths.follow(rows, query, selectionSet) : rows;
  if (typeof way === 'string') {
    report(['rows'], `rows: the operation does not ask for ${way} of ${rows}.`);
    return undefined;
  }
  const { steps, last } = way;
  const lists = steps.filter(({ isList }) => isList).length;
  if (lists === 0 || isLeafType(last.type)) {
    report(['rows'], 'rows must lead to records of a list.');
    return undefined;
  }
  const listAt = steps.findIndex(tellsCoverage);
  const list = steps[listAt];
  if (list === undefined || steps.slice(0, listAt).some(({ isList }) => isList)) {
    report(
      ['rows'],
      `rows must lead through a list that has pages and tells which cities it rests on, as a search does.`,
    );
    return undefined;
  }
  for (const argument of ['first', 'after']) {
    if (!takes(list.field, argument)) {
      report(
        ['operation'],
        `operation: ${list.field.name.value} must have ${argument}: $${argument}, since it has pages.`,
      );
    }
  }
  return { list, listAt, row: last, isEachOnce: lists === 1 };
}

/** Whether a step leads to a list that has pages and tells what it rests on. */
function tellsCoverage({ type }: Step): boolean {
  return (
    ['pageInfo', 'totalCount'].every((field) => typeOfField(type, field)) &&
    ['coverage', 'notCounted'].some((field) => typeOfField(type, field))
  );
}

function takes(field: FieldNode, argument: string): boolean {
  const given = field.arguments?.find(({ name }) => name.value === argument)?.value;
  return given?.kind === Kind.VARIABLE && given.name.value === argument;
}

function readColumns(
  { columns }: OwnQuestionFile,
  row: Step,
  paths: SelectedPath,
  report: Report,
): readonly OwnColumn[] {
  if (Object.keys(columns).length === 0) report(['columns'], 'columns must name one at least.');
  return Object.entries(columns).flatMap(([name, column]): readonly OwnColumn[] => {
    const isPage = typeof column === 'object' && 'page' in column;
    const path = typeof column === 'string' ? column : 'page' in column ? column.page : column.value;
    const heading = typeof column === 'string' ? undefined : column.heading;
    const way = paths.follow(path, row.type, row.field.selectionSet);
    if (typeof way === 'string') {
      report(['columns', name], `columns.${name}: the operation does not ask for ${way} of ${path}.`);
      return [];
    }
    const { steps, last } = way;
    if (!isLeafType(last.type)) {
      report(['columns', name], `columns.${name}: ${path} is no value, but an object.`);
      return [];
    }
    const isList = steps.some((step) => step.isList);
    if (isPage && (isList || last.type.name !== 'ID')) {
      report(['columns', name], `columns.${name}: ${path} is no id.`);
    }
    if (heading === undefined && !isKnown(name)) {
      report(['columns', name], `columns.${name} must have a heading, since the hub knows none for it.`);
    }
    const type: ValueType = isPage ? 'address' : isList ? 'list' : typeOfValues(last.type.name);
    return [{ name, type, path: path.split('.'), isPage, heading: heading === undefined ? {} : { heading } }];
  });
}

function isKnown(column: string): boolean {
  // A heading of its own is another word than the name in one language at least.
  return headingOf(column, 'de') !== column || headingOf(column, 'en') !== column;
}

function typeOfValues(scalar: string): ValueType {
  switch (scalar) {
    case 'Int':
    case 'Float':
      return 'number';
    case 'Boolean':
      return 'boolean';
    case 'Decimal':
      return 'decimal';
    case 'PartialDate':
      return 'date';
    case 'DateTime':
      return 'moment';
    default:
      return 'text';
  }
}

function checkExample({ example }: OwnQuestionFile, parameters: readonly Parameter[], report: Report): void {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(example)) (query[name] ??= []).push(value);
  const read = readParameters(query, parameters, 'en');
  if (read.state === 'invalid') report(['example'], `example: ${read.problem}`);
}

/** The operation, with what the hub has to know beside the values: where pages go on, and which cities they rest on. */
function addToSelections(document: DocumentNode, { list, row }: RowsWay): DocumentNode {
  // By where they stand in the text: a field is copied when something below it changes.
  const additions = new Map([
    [
      list.field.loc,
      `${ADDED.pageInfo}: pageInfo { hasNextPage endCursor } ${ADDED.total}: totalCount ` +
        (typeOfField(list.type, 'coverage')
          ? `${ADDED.coverage}: ${COVERAGE}`
          : `${ADDED.counted}: counted ${ADDED.notCounted}: notCounted ${ADDED.asOf}: summariesAsOf`),
    ],
  ]);
  if (typeOfField(row.type, 'id')) additions.set(row.field.loc, `${ADDED.id}: id`);
  return visit(document, {
    Field: {
      leave: (field) => {
        const addition = additions.get(field.loc);
        if (addition === undefined || field.selectionSet === undefined) return undefined;
        const added = parse(`{ ${addition} }`, { noLocation: true }).definitions[0] as OperationDefinitionNode;
        const selections = [...field.selectionSet.selections, ...added.selectionSet.selections];
        return { ...field, selectionSet: { ...field.selectionSet, selections } };
      },
    },
  });
}

function variablesOf(
  names: readonly string[],
  parameters: readonly Parameter[],
  given: Given,
  page: PageAsked,
): Readonly<Record<string, unknown>> {
  const values = parameters.flatMap(({ name, kind, isList = false }) => {
    const list = given.list(name);
    if (list === undefined) return [];
    const read = list.map((value) =>
      kind.type === 'number' ? Number(value) : isTruth(kind) ? value === 'true' : value,
    );
    return [[name, isList ? read : read[0]] as const];
  });
  const hubs = Object.entries(page).filter(([name]) => HUBS_VARIABLES.includes(name) && names.includes(name));
  return Object.fromEntries([...values, ...hubs]);
}

function isTruth(kind: Parameter['kind']): boolean {
  return kind.type === 'choice' && kind.values.join() === 'true,false';
}
