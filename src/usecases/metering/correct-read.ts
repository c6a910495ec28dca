import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { MeteringProblemCode } from '../../domain/metering/index.ts';
import type { Database } from '../../store/database.ts';
import { accountsOfMeter, keepReads, lockStandingRead } from '../../store/metering/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';

export interface ReadCorrection {
  readonly meterSerial: string;
  readonly on: Temporal.PlainDate;
  readonly count: number;
  /** Who found it wrong, or the file and line of the correction. */
  readonly source: string;
  readonly now: Temporal.Instant;
}

/**
 * Supersedes the read of a day with what the register really showed. The read it replaces stays in the history. The accounts
 * of its premise are held: a bill is made of the read as it was, or as it is, and never puts its own over the correction.
 */
export async function correctRead(
  db: Database,
  { meterSerial, on, count, source, now }: ReadCorrection,
): Promise<Result<void, Problem<MeteringProblemCode>>> {
  const accountIds = await accountsOfMeter(db, meterSerial);
  return holdAccounts(db, accountIds, async (tx): Promise<Result<void, Problem<MeteringProblemCode>>> => {
    const standing = await lockStandingRead(tx, meterSerial, on);
    if (standing === undefined) {
      return refused({ code: 'metering.no-read-to-correct', params: { serial: meterSerial, on: on.toString() } });
    }
    await keepReads(tx, [{ meterSerial, on, count, quality: 'measured', source, supersedesId: standing }], now);
    return ok(undefined);
  });
}
