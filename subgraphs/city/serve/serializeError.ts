import { stdSerializers } from 'pino';
import { QueryFailedError } from 'typeorm';

/** Of what a failed statement says, this is never a value of a row or of a question. */
const IMPERSONAL = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/**
 * An error as a log may have it. What a database says of a failed statement can name what is in a row or what somebody
 * searched for, in its message, detail and parameters: only the rest is written, and the statement, whose values are
 * parameters.
 */
export function serializeError(error: Error): object {
  const { databaseError, query } = readStatement(error);
  if (databaseError === null) {
    return stdSerializers.err(error);
  }
  const fields = databaseError as unknown as Readonly<Record<string, unknown>>;
  const known = IMPERSONAL.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]] as const);
  return {
    type: error.name,
    message: fields.code === undefined ? databaseError.message : 'The database refused a statement.',
    ...Object.fromEntries(known),
    ...(query === undefined ? {} : { query }),
    // Without its first lines, which are the message.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

interface Statement {
  readonly databaseError: Error | null;
  readonly query?: string;
}

function readStatement(error: Error): Statement {
  if (error instanceof QueryFailedError) {
    return { databaseError: error.driverError as Error, query: error.query };
  }
  // As pg throws it: https://www.postgresql.org/docs/current/protocol-error-fields.html
  return { databaseError: 'severity' in error && 'routine' in error ? error : null };
}
