const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { threadId } = require('node:worker_threads');

/**
 * Lets Node run the project's TypeScript as it stands: `node -r ./register.js gateway/main.ts`. swc compiles a file when
 * it is first required; what came of it is kept in `node_modules/.cache` by the content of the file, so that later
 * processes load neither swc nor TypeScript's compiler.
 */
const swcrc = JSON.parse(readFileSync(path.join(__dirname, '.swcrc'), 'utf8'));
const { version } = require('@swc/core/package.json');
const cache = path.join(__dirname, 'node_modules', '.cache', 'hanse', 'compiled');

for (const extension of ['.ts', '.tsx']) {
  require.extensions[extension] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    module._compile(compiled(source, filename), filename);
  };
}
// To make a stack by a source map takes twenty times as long as to make an error, so whoever measures does without.
if (!process.execArgv.includes('--no-enable-source-maps')) process.setSourceMapsEnabled(true);

function compiled(source, filename) {
  const key = createHash('sha1')
    .update(JSON.stringify([version, swcrc, filename]))
    .update(source)
    .digest('hex');
  const kept = path.join(cache, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const code = compile(source, filename);
    keep(kept, code);
    return code;
  }
}

function compile(source, filename) {
  const { transformSync } = require('@swc/core');
  const { jsc, ...others } = swcrc;
  const parser = { ...jsc.parser, tsx: filename.endsWith('x') };
  return transformSync(source, { ...others, filename, swcrc: false, sourceMaps: 'inline', jsc: { ...jsc, parser } })
    .code;
}

/** Whole or not at all, for others read it meanwhile. A folder that is not ours to write keeps nothing. */
function keep(file, code) {
  try {
    mkdirSync(cache, { recursive: true });
    const unfinished = `${file}.${process.pid}.${threadId}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, file);
  } catch {
    // The next process compiles it again.
  }
}
