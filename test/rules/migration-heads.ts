import { statementsOf } from '../../src/store/migrate.ts';
import { type Migration, numberOf, phaseOf } from '../../src/store/migration-plan.ts';

/** The last migration that was written before a file had to say which release needs it. */
const lastSilent = 48;

/** What is taken away from the version that still runs while the new one starts. */
const takingAway = /\bdrop\s+(table|column|view|function|type|schema)\b|\brename\b|\bset\s+schema\b/i;

/** Statements that stay prepared are refused where the type of their answer changed. Up to 0080 two migrations did so. */
const changingType = /\balter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b/i;
const lastThatChangedTypes = 80;

/** What the newer migrations leave unsaid, or say and do not do. */
export function migrationFaults(migrations: readonly Migration[]): readonly string[] {
  let newest = '0.0.0';
  return migrations
    .filter(({ name }) => numberOf(name) > lastSilent)
    .flatMap(({ name, sql }) => {
      const phase = phaseOf(sql);
      if (phase === undefined) return [`${name} does not begin with "-- release: 0.2.0 expand" or "contract"`];
      const statements = statementsOf(sql);
      const faults: string[] = [];
      if (isOlder(phase.release, newest)) faults.push(`${name} is of ${phase.release}, after one of ${newest}`);
      else newest = phase.release;
      if (phase.phase === 'expand' && takingAway.test(statements.join(';'))) {
        faults.push(`${name} says that it expands and takes something away`);
      }
      if (
        phase.phase === 'expand' &&
        numberOf(name) > lastThatChangedTypes &&
        changingType.test(statements.join(';'))
      ) {
        faults.push(`${name} says that it expands and changes the type of a column`);
      }
      if (sql.startsWith('-- caudal: outside-transaction') && !bearsRunningAgain(statements)) {
        faults.push(`${name} runs outside a transaction and could not run again after it was cut off`);
      }
      return faults;
    });
}

function isOlder(one: string, other: string): boolean {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Each statement drops what may be there, or makes what was dropped just before. */
function bearsRunningAgain(statements: readonly string[]): boolean {
  const dropped = new Set<string>();
  return statements.every((statement) => {
    const drop = /^drop index concurrently if exists (\w+)$/i.exec(statement)?.[1];
    if (drop !== undefined) return dropped.add(drop).size > 0;
    const made = /^create (?:unique )?index concurrently (\w+)\s/i.exec(statement)?.[1];
    return made === undefined ? /\bvalidate constraint\b|^analyze\b/i.test(statement) : dropped.has(made);
  });
}
