import { Command } from 'commander';
import { checkVocabulary } from '../../subgraphs/directory/vocabulary/check/checkVocabulary';
import type { VocabularyCheck, VocabularySize } from '../../subgraphs/directory/vocabulary/check/checkVocabulary';
import { readTextFile } from '../watched/files/readTextFile';

/** `vocabulary check <file>`: what is wrong in what HANSE_VOCABULARY names. Fails when there is anything. */
export function createVocabularyCommand(say: (line: string) => void): Command {
  const vocabulary = new Command('vocabulary').description('the concepts that all cities share');
  vocabulary
    .command('check')
    .description('name everything that is wrong in a vocabulary, and fail if there is anything')
    .argument('<file>', 'a SKOS vocabulary in Turtle, such as schema/topics.ttl')
    .addHelpText('after', LOOKED_FOR)
    .action(async (file: string) => {
      const check = checkVocabulary(await readTextFile(file), file);
      for (const line of describeCheck(check, file)) say(line);
      const { length } = check.findings;
      if (length > 0) throw new Error(`${file} has ${length === 1 ? '1 finding' : `${length} findings`}.`);
    });
  return vocabulary;
}

const LOOKED_FOR = `
With one of these, the hub does not start:
  Turtle that cannot be read, with its line
  a concept without a preferred label, or with two in one language
  a relation to what is no concept of the file
  circles of broader concepts
  an IRI that does not end in a slug, or ends in the same slug as another one
These make it harder to find something:
  a concept without a preferred label in a language in which most others have one
  a label that leads to two concepts in one language, or is preferred and alternative at once
  a concept that is in no scheme, or has nothing broader and is no top concept
  concepts that are related and also one above the other`;

/** A line for each finding, in the form that editors turn into links, and one for the file as a whole. */
function describeCheck({ findings, size }: VocabularyCheck, file: string): readonly string[] {
  const lines = findings.map(({ line, reason }) => `${line === undefined ? file : `${file}:${line}`}: ${reason}`);
  return size === null ? lines : [...lines, `${file}: ${describeSize(size)}.`];
}

function describeSize({ concepts, topConcepts, labels }: VocabularySize): string {
  const byLanguage = [...labels].map(([lang, count]) => `${count} ${lang === '' ? 'without a language' : lang}`);
  return `${concepts} concepts, ${topConcepts} of them at the top; labels: ${byLanguage.join(', ') || 'none'}`;
}
