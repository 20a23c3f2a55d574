import { basename } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { z } from 'zod';
import { YamlWithLines } from '../../../subgraphs/directory/network/YamlWithLines';
import type { YamlPath } from '../../../subgraphs/directory/network/YamlWithLines';
import type { Question } from '../Question';
import { compileQuestion } from './compileQuestion';
import { OwnQuestionError, OwnQuestionSchema } from './OwnQuestionFile';
import type { Report } from './OwnQuestionFile';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * Reads a file with a question of the operator's own (YAML; its shape is in `OwnQuestionFile.ts`), whose name is the file's.
 * Nothing in it is ever run: it names an operation of the API, and where in its answer the values stand.
 *
 * @param schema of the API
 * @param taken the names of other questions
 * @throws OwnQuestionError with everything that is wrong, each with its line
 */
export function parseOwnQuestion(
  text: string,
  file: string,
  schema: GraphQLSchema,
  taken: ReadonlySet<string>,
): Question {
  const yaml = new YamlWithLines(text);
  const problems: { readonly line: number; readonly reason: string }[] = [...yaml.problems];
  const report: Report = (path, reason, line = 0) => {
    const at = yaml.lineOf(path);
    problems.push({ line: line === 0 ? at : at + line, reason });
  };
  const name = basename(file).replace(/\.yaml$/, '');
  if (!NAME.test(name)) {
    report([], 'The name of the file must be of small letters, digits and -, such as heat-plans.yaml.');
  } else if (taken.has(name)) {
    report([], `There is a question ${name} already: the file must be called otherwise.`);
  }
  let question: Question | undefined;
  if (yaml.problems.length === 0) {
    const read = OwnQuestionSchema.safeParse(yaml.value);
    if (read.success) question = compileQuestion(name, read.data, schema, report);
    else for (const issue of read.error.issues) reportIssue(issue, report);
  }
  if (problems.length > 0 || question === undefined) {
    throw new OwnQuestionError(
      problems.toSorted((a, b) => a.line - b.line).map(({ line, reason }) => `${file}:${line}: ${reason}`),
    );
  }
  return question;
}

function reportIssue(issue: z.core.$ZodIssue, report: Report): void {
  const path = issue.path as YamlPath;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report([...path, key], `${[...path, key].join('.')} is not known here.`);
    return;
  }
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  report(path, `${path.length === 0 ? 'The file' : path.join('.')} must be ${message}.`);
}
