import { servingLimits } from '../database/DatabaseLimits';
import type { Operations } from './Operations';

type Environment = Readonly<Record<string, string | undefined>>;

const HOUR_MS = 3_600_000;

/**
 * Reads DATABASE_POOL_SIZE, DATABASE_STATEMENT_TIMEOUT_MS, DATABASE_LOCK_TIMEOUT_MS, DATABASE_IDLE_TRANSACTION_TIMEOUT_MS,
 * DATABASE_TRANSACTION_POOLING, REQUIRE_RUNTIME_ROLE, METRICS_HOST, METRICS_PORT and SHUTDOWN_GRACE_MS.
 *
 * @param problems takes what is wrong; the operations that are returned are of no use then.
 */
export function parseOperations(env: Environment, problems: string[]): Operations {
  const number = (name: string, fallback: number, least: number, most: number): number => {
    const text = orElse(env[name], String(fallback));
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < least || value > most) {
      problems.push(`${name} must be a whole number, ${least} to ${most}, but got ${JSON.stringify(text)}.`);
    }
    return value;
  };
  const flag = (name: string): boolean => {
    const text = orElse(env[name], 'false');
    if (!['true', 'false'].includes(text)) {
      problems.push(`${name} must be true or false, but got ${JSON.stringify(text)}.`);
    }
    return text === 'true';
  };
  const limits = {
    poolSize: number('DATABASE_POOL_SIZE', servingLimits.poolSize, 1, 1000),
    statementTimeoutMs: number('DATABASE_STATEMENT_TIMEOUT_MS', servingLimits.statementTimeoutMs, 0, HOUR_MS),
    lockTimeoutMs: number('DATABASE_LOCK_TIMEOUT_MS', servingLimits.lockTimeoutMs, 0, HOUR_MS),
    idleInTransactionTimeoutMs: number(
      'DATABASE_IDLE_TRANSACTION_TIMEOUT_MS',
      servingLimits.idleInTransactionTimeoutMs,
      0,
      HOUR_MS,
    ),
    isTransactionPooled: flag('DATABASE_TRANSACTION_POOLING'),
  };
  const isRequired = flag('REQUIRE_RUNTIME_ROLE');
  const metricsHost = orElse(env.METRICS_HOST, '127.0.0.1');
  const metrics =
    orElse(env.METRICS_PORT, '') === '' ? null : { host: metricsHost, port: number('METRICS_PORT', 0, 0, 65_535) };
  return {
    limits,
    roleCheck: isRequired ? 'required' : 'advised',
    metrics,
    graceMs: number('SHUTDOWN_GRACE_MS', 2_000, 0, 60_000),
  };
}

/** A variable that is set to nothing is one that is not set: so do compose files and units leave them out. */
function orElse(value: string | undefined, fallback: string): string {
  return value === undefined || value.trim() === '' ? fallback : value;
}
