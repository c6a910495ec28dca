import type { Utility } from '../../../config/utility.ts';
import type { RateBook } from '../../../domain/billing/index.ts';
import type { Database, DatabasePool } from '../../../store/database.ts';
import { calculateBillRun } from '../../../usecases/billing/index.ts';
import { correctRead } from '../../../usecases/metering/index.ts';
import { lastCounts, leaveOutOfRun } from '../../store/town.ts';
import type { FilledAccount } from './filled-account.ts';

export interface PlannedRun {
  readonly cycle: string;
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
}

/** The newest run of the town, and who of it was read late and has no bill of it yet. */
export interface HeldBack {
  readonly run: PlannedRun;
  readonly accounts: readonly FilledAccount[];
}

const maxHeldBack = 8;

/** Some homes of the newest run are left out before it is posted, so that there is a run for a visitor to review. */
export async function holdSomeBack(
  db: Database,
  town: readonly FilledAccount[],
  { run, runId }: { readonly run: PlannedRun; readonly runId: number },
): Promise<HeldBack> {
  const served = town.filter(({ household, closedOn }) => household.cycle === run.cycle && closedOn === undefined);
  const accounts = served.slice(-Math.min(maxHeldBack, Math.floor(served.length / 3)));
  await leaveOutOfRun(
    db,
    runId,
    accounts.map(({ accountId }) => accountId),
  );
  return { run, accounts };
}

/**
 * Calculates the supplement of those homes, as the billing analyst would: the read of the first has a wrong digit, and the second
 * used no water. The answer is the run that waits.
 */
export async function calculateHeldBack(
  db: DatabasePool,
  setting: { readonly utility: Utility; readonly rates: RateBook },
  { heldBack, analyst, now }: { readonly heldBack: HeldBack; readonly analyst: string; readonly now: Temporal.Instant },
): Promise<number | undefined> {
  const { run, accounts } = heldBack;
  const mistakes = [(last: number) => (last + 9000) % 10_000_000, (_last: number, before: number) => before];
  for (const [index, mistaken] of mistakes.entries()) {
    const meterSerial = accounts[index]?.household.meterSerial;
    if (meterSerial === undefined) continue;
    const [last, before] = await lastCounts(db, meterSerial);
    if (last === undefined || before === undefined) continue;
    const count = mistaken(last.count, before.count);
    const typed = await correctRead(db, { meterSerial, on: last.on, count, source: 'read again by hand', now });
    if (!typed.ok) throw new Error(`demo: ${typed.problem.code}`);
  }
  const by = { staffId: analyst, role: 'billing', now, address: '192.0.2.1' } as const;
  const calculated = await calculateBillRun(db, setting, { run, by });
  if (!calculated.ok) throw new Error(`demo: ${calculated.problem.code}`);
  return calculated.value.billed === 0 ? undefined : calculated.value.run?.id;
}
