/**
 * A `describe` of tests that need something which a newcomer's machine may lack. There they are skipped, aloud; in CI,
 * which sets TEST_ALL, they fail.
 *
 * @param found what they need, if it is there
 * @param advice what it is and how to get it, such as `redis-server: install it, or name one in REDIS_SERVER`
 */
export function describeWith<Found>(
  found: Found | undefined,
  advice: string,
  name: string,
  tests: (found: Found) => void,
): void {
  if (found !== undefined) {
    describe(name, () => {
      tests(found);
    });
    return;
  }
  if (process.env['TEST_ALL'] === 'true') throw new Error(`TEST_ALL is set, and there is no ${advice}.`);
  skipAloud(name, `no ${advice}`);
}

/** @param lack what is not there, such as `no history of Git` */
export function skipAloud(name: string, lack: string): void {
  process.stderr.write(`Skipped: ${name}. There is ${lack}.\n`);
  describe.skip(name, () => {
    test.todo(`has ${lack}`);
  });
}
