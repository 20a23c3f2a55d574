/** At least what 128 random bits make in hexadecimal digits. */
const SHORTEST = 32;
const MOST = 2;

/**
 * Reads the secrets of a seal: one, or a new and an old one separated by a comma. Null when there are none.
 *
 * @param name of the variable
 * @param problems is told what is wrong, and not what was got, which is secret
 */
export function parseSealSecrets(
  name: string,
  value: string | undefined,
  problems: string[],
): readonly string[] | null {
  if (value === undefined || value.trim() === '') return null;
  const secrets = value.split(',').map((secret) => secret.trim());
  if (secrets.length > MOST || secrets.some((secret) => secret.length < SHORTEST)) {
    problems.push(
      `${name} must be a secret of ${SHORTEST} characters or more, such as "openssl rand -hex 32" makes, or a new and an old one separated by a comma, but got ${describe(secrets)}.`,
    );
  }
  return secrets;
}

function describe(secrets: readonly string[]): string {
  const lengths = secrets.map(({ length }) => length).join(' and ');
  return secrets.length > MOST ? `${secrets.length} of them` : `${lengths} characters`;
}
