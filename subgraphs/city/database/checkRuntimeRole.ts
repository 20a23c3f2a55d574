import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { DatabaseNotReadyError } from './DatabaseNotReadyError';
import { describeExcess } from './describeExcess';

/** What happens when a city is to be served by a role that may do more than serve: it is not, or it is with a warning. */
export type RoleCheck = 'required' | 'advised';

/**
 * Whoever breaks into a running city has its role's rights, so these should not reach further than its answers do.
 *
 * @throws DatabaseNotReadyError when the check is required and the role may do more than serve
 */
export async function checkRuntimeRole(dataSource: DataSource, check: RoleCheck, logger: Logger): Promise<void> {
  const excess = await describeExcess(dataSource);
  if (excess.length === 0) {
    return;
  }
  const found = `The role of DATABASE_URL may do more than serve: it ${excess.join(', and ')}.`;
  if (check === 'required') {
    throw new DatabaseNotReadyError(
      `${found} Serve with a role of its own, and keep the owner's in MIGRATION_DATABASE_URL for "city migrate", ` +
        'which gives the other its rights. REQUIRE_RUNTIME_ROLE=false serves nevertheless.',
    );
  }
  logger.warn(
    `${found} WHOEVER BREAKS IN HERE CAN CHANGE THE CITY'S DATA. Serve with a role of its own, and set ` +
      'REQUIRE_RUNTIME_ROLE=true so that this cannot happen again.',
  );
}
