import { isExecutable } from '../isExecutable';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/**
 * The browser to test in: the one that the variable CHROMIUM names, else one where systems put it. Throws when the one
 * that is named is not there.
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named === undefined || named === '') return USUAL.find(isExecutable);
  if (!isExecutable(named)) throw new Error(`CHROMIUM must be a browser's executable file, but got "${named}".`);
  return named;
}
