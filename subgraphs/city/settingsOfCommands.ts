/** Of those that change data, and not of a server: they may stand beside its settings. */
export const SETTINGS_OF_COMMANDS: readonly string[] = ['CITY_ERASURE_KEY', 'MIGRATION_DATABASE_URL'];
