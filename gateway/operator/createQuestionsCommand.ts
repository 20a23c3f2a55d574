import { Command } from 'commander';
import { pino } from 'pino';
import { openOwnQuestions } from '../questions/own/openOwnQuestions';
import { readApiSchema } from '../questions/own/readApiSchema';

/** `questions check <folder>`: what is wrong in the files that HANSE_QUESTIONS_FOLDER names. Fails when there is anything. */
export function createQuestionsCommand(say: (line: string) => void): Command {
  const questions = new Command('questions').description('questions of the operator’s own, which have an address');
  questions
    .command('check')
    .description('name everything that is wrong in a folder of questions, and fail if there is anything')
    .argument('<folder>', 'a folder with a file <name>.yaml for each question')
    .action(async (folder: string) => {
      const opened = await openOwnQuestions(folder, readApiSchema(), pino({ level: 'silent' }));
      opened.close();
      for (const problem of opened.problems()) say(problem);
      for (const { name, title } of opened.current()) say(`${name}: ${title.en}`);
      if (opened.current().length === 0 && !opened.isRefused()) {
        throw new Error(`${folder} has no question: each is a file <name>.yaml.`);
      }
      if (opened.isRefused()) throw new Error(`${folder} has questions that cannot be asked.`);
    });
  return questions;
}
