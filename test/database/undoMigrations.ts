import type { DataSource } from 'typeorm';

/** Takes the database back to what it was before a migration, those after it included. */
export async function undoMigrations(dataSource: DataSource, first: { readonly name: string }): Promise<void> {
  for (;;) {
    const [last] = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
    if (last === undefined) throw new Error(`${first.name} was never made.`);
    await dataSource.undoLastMigration();
    if (last.name === first.name) return;
  }
}
