/**
 * Ends the process in plain words on a Node that is too old, where it would end with a stack of some library. To be
 * imported before anything else.
 */
const MIN_MAJOR = 20;
const MIN_MINOR = 19;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < MIN_MAJOR || (major === MIN_MAJOR && minor < MIN_MINOR)) {
  process.stderr.write(
    `Hanse needs Node ${MIN_MAJOR}.${MIN_MINOR} or newer, and this is Node ${process.versions.node}. ` +
      'Install a newer one (https://nodejs.org/en/download), then run "npm ci" again.\n',
  );
  process.exit(1);
}
