const { readFileSync } = require('node:fs');
const path = require('node:path');

/**
 * Reads what `jest --json` wrote: prints the path of each test file that failed, one a line, and on stderr which of its
 * tests failed and the first lines of why. The file is empty when jest itself broke down.
 */
const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8') || '{ "testResults": [] }');
for (const { name, status, message, assertionResults } of testResults) {
  if (status !== 'failed') continue;
  const file = path.relative(process.cwd(), name);
  process.stdout.write(`${file}\n`);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  const reasons = failed.map((test) => `  ${test.fullName}\n${firstLines(test.failureMessages.join('\n'))}`);
  process.stderr.write(`${file}\n${reasons.length > 0 ? reasons.join('\n') : firstLines(message)}\n`);
}

function firstLines(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, 8)
    .map((line) => `    ${line}`)
    .join('\n');
}
