import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { SessionOptions } from '../../src/store/database.ts';
import type { HeardStatement } from '../../test/support/heard-statements.ts';

/**
 * Milliseconds that `pgbench` takes for these statements one after another, prepared and with their values as parameters, on one
 * connection with the settings of a page's; the mean of 500. Without a `pgbench` (PATH, or CAUDAL_PGBENCH) nothing: the
 * embedded PostgreSQL brings none, Debian's postgresql-15 does.
 */
export function pgbenchMs(
  url: string,
  statements: readonly HeardStatement[],
  session: SessionOptions = {},
): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'caudal-pgbench-'));
  try {
    const { script, variables } = scriptOf(statements);
    const file = join(folder, 'page.sql');
    writeFileSync(file, script);
    const settings = Object.entries(session).map(([name, value]) => `-c ${name}=${value}`);
    const defined = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const ran = spawnSync(
      process.env['CAUDAL_PGBENCH'] ?? 'pgbench',
      ['--no-vacuum', '--protocol=prepared', '--transactions=500', `--file=${file}`, ...defined, url],
      { encoding: 'utf8', env: { ...process.env, PGOPTIONS: settings.join(' ') } },
    );
    if (ran.error !== undefined) return undefined;
    const [, latency] = /latency average = ([\d.]+) ms/.exec(ran.stdout) ?? [];
    if (ran.status !== 0 || latency === undefined) throw new Error(`pgbench: ${ran.stderr || ran.stdout}`);
    return Number(latency);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The statements as pgbench reads them: `$2` of the third is its variable `v3_2`; null and empty are written out, which it cannot hold. */
function scriptOf(statements: readonly HeardStatement[]): {
  readonly script: string;
  readonly variables: Readonly<Record<string, string>>;
} {
  const variables: Record<string, string> = {};
  const lines = statements.map(({ text, values = [] }, index) => {
    const line = text.trim().replaceAll(/\$(\d+)/g, (_, place: string) => {
      const value = sentAs(values[Number(place) - 1]);
      if (value === null) return 'null';
      if (value === '') return "''";
      const name = `v${index + 1}_${place}`;
      variables[name] = value;
      return `:${name}`;
    });
    return `${line};`;
  });
  return { script: `${lines.join('\n')}\n`, variables };
}

/** A value as the driver sends it. */
function sentAs(value: unknown): string | null {
  const sent: unknown = Reflect.get(pg, 'utils').prepareValue(value);
  if (sent === null || sent === undefined) return null;
  return Buffer.isBuffer(sent) ? `\\x${sent.toString('hex')}` : String(sent);
}
