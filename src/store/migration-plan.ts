import { createHash } from 'node:crypto';

export interface Migration {
  /** `0001_accounts.sql`. */
  readonly name: string;
  readonly sql: string;
}

/** A row of the table `migration`. */
export interface RanMigration {
  readonly name: string;
  readonly sha256: string;
  /** The release that brought it; null up to 0048, when files did not say. */
  readonly release: string | null;
}

/** A migration that is still to run. */
export interface FreshMigration extends RanMigration {
  readonly sql: string;
  /** Runs by itself, statement by statement: `create index concurrently` refuses to run in a transaction. */
  readonly outsideTransaction: boolean;
}

/** The migrations at hand and those that ran in the database do not belong together. */
export class MigrationRefused extends Error {}

/** Numbers that no file has. Since 0049 a number that is missing is a file that is missing. */
const leftOut: ReadonlySet<number> = new Set([13, 15, 17, 18, 21, 24, 28, 38, 39, 43, 47]);

const outsideTransaction = '-- caudal: outside-transaction';

/** A file's leading lines, in which its release stands. */
const headLines = 5;

/**
 * Which of the `known` migrations are still to run in a database where `ran` ran. Refused are: a number that is missing,
 * used twice or out of order; a file that was edited after it ran; one that comes before another that ran already, since
 * two databases would then have run the same files in different orders; and a database that a newer Caudal migrated.
 */
export function planMigrations(known: readonly Migration[], ran: readonly RanMigration[]): readonly FreshMigration[] {
  refuseNumbers(known);
  refuseOtherVersions(known, ran);
  const hashes = new Map(ran.map((one) => [one.name, one.sha256]));
  const fresh: FreshMigration[] = [];
  const newest = newestOf(ran);
  for (const { name, sql } of known) {
    const sha256 = createHash('sha256').update(sql).digest('hex');
    const before = hashes.get(name);
    if (before === sha256) continue;
    if (before !== undefined) {
      throw new MigrationRefused(`migration ${name} was edited after it ran; add a new one instead`);
    }
    if (newest !== undefined && numberOf(name) < numberOf(newest.name)) {
      throw new MigrationRefused(
        `migration ${name} comes before ${newest.name}, which ran in this database already; give it the next free number`,
      );
    }
    fresh.push({
      name,
      sql,
      sha256,
      release: phaseOf(sql)?.release ?? null,
      outsideTransaction: sql.split('\n', 1)[0]?.trim() === outsideTransaction,
    });
  }
  return fresh;
}

/** `-- release: 0.2.0 expand`: the release that needs the migration, and whether it adds or takes away what the last one used. */
export function phaseOf(sql: string): { readonly release: string; readonly phase: 'expand' | 'contract' } | undefined {
  const said = sql
    .split('\n', headLines)
    .map((line) => /^-- release: (\d+\.\d+\.\d+) (expand|contract)$/.exec(line.trim()))
    .find((match) => match !== null);
  if (said?.[1] === undefined) return undefined;
  return { release: said[1], phase: said[2] === 'contract' ? 'contract' : 'expand' };
}

export const numberOf = (name: string): number => Number(name.slice(0, 4));

const asNumber = (number: number): string => String(number).padStart(4, '0');

function newestOf(ran: readonly RanMigration[]): RanMigration | undefined {
  return ran.toSorted((one, other) => numberOf(one.name) - numberOf(other.name)).at(-1);
}

function refuseNumbers(known: readonly Migration[]): void {
  let expected = 0;
  for (const { name } of known) {
    expected += 1;
    while (leftOut.has(expected)) expected += 1;
    const number = numberOf(name);
    if (number === expected) continue;
    const free = Math.max(...known.map((one) => numberOf(one.name))) + 1;
    throw new MigrationRefused(
      number > expected
        ? `migration ${asNumber(expected)} is missing: ${name} is there, but no file numbered ${asNumber(expected)}`
        : `migration ${name} has a number that is taken or left out; the next free one is ${asNumber(free)}`,
    );
  }
}

function refuseOtherVersions(known: readonly Migration[], ran: readonly RanMigration[]): void {
  const names = new Set(known.map((one) => one.name));
  const unknown = newestOf(ran.filter((one) => !names.has(one.name)));
  if (unknown === undefined) return;
  const last = known.at(-1)?.name;
  if (last !== undefined && numberOf(unknown.name) <= numberOf(last)) {
    throw new MigrationRefused(
      `migration ${unknown.name} ran in this database, but this version of Caudal has no such file; start the version that made the database`,
    );
  }
  const maker = unknown.release === null ? 'a newer Caudal' : `Caudal ${unknown.release}, which is newer than this one`;
  throw new MigrationRefused(
    `this database was made by ${maker} (migration ${unknown.name} ran in it); start that version, or a newer one`,
  );
}
