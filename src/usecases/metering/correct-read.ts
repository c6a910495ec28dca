import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { MeteringProblemCode } from '../../domain/metering/index.ts';
import type { Database } from '../../store/database.ts';
import { keepReads, lockStandingRead } from '../../store/metering/index.ts';

export interface ReadCorrection {
  readonly meterSerial: string;
  readonly on: Temporal.PlainDate;
  readonly count: number;
  /** Who found it wrong, or the file and line of the correction. */
  readonly source: string;
  readonly now: Temporal.Instant;
}

/** Supersedes the read of a day with what the register really showed. The read it replaces stays in the history. */
export async function correctRead(
  db: Database,
  { meterSerial, on, count, source, now }: ReadCorrection,
): Promise<Result<void, Problem<MeteringProblemCode>>> {
  return db.transaction(async (tx) => {
    const standing = await lockStandingRead(tx, meterSerial, on);
    if (standing === undefined) {
      return refused({ code: 'metering.no-read-to-correct', params: { serial: meterSerial, on: on.toString() } });
    }
    await keepReads(tx, [{ meterSerial, on, count, quality: 'measured', source, supersedesId: standing }], now);
    return ok(undefined);
  });
}
