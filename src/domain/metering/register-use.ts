import { type Exact, exact, ok, type Problem, type Result, refused, type VolumeUnit } from '../kernel/index.ts';
import type { MeteringProblemCode } from './problems.ts';
import { type Register, volumeOf } from './register.ts';
import type { RegisterRead } from './register-read.ts';

/** One register between two reads: two of them in a period where the meter was exchanged. */
export interface RegisterStretch {
  readonly register: Register;
  readonly from: RegisterRead;
  readonly to: RegisterRead;
}

export interface RegisterUse extends RegisterStretch {
  /** Counts of the register, never negative. */
  readonly usedCount: number;
  readonly rolledOver: boolean;
}

/**
 * The use between two reads. A register that shows less than before has rolled over if going round explains it with at
 * most a tenth of its whole range; otherwise it ran backwards or was misread, which is for a person to look at and is
 * never billed. An estimate that was too high is the same: nothing is billed until the register has caught up.
 */
export function registerUse(stretch: RegisterStretch): Result<RegisterUse, Problem<MeteringProblemCode>> {
  const { register, from, to } = stretch;
  const range = 10 ** register.dials;
  const outside = [from, to].find((read) => read.count >= range);
  if (outside !== undefined) {
    const params = { serial: register.serial, count: outside.count, dials: register.dials };
    return refused({ code: 'metering.count-beyond-dials', params });
  }
  const difference = to.count - from.count;
  if (difference >= 0) return ok({ ...stretch, usedCount: difference, rolledOver: false });
  const roundTheDials = difference + range;
  if (roundTheDials * 10 <= range) return ok({ ...stretch, usedCount: roundTheDials, rolledOver: true });
  const params = { serial: register.serial, from: from.count, to: to.count, on: to.on.toString() };
  return refused({ code: 'metering.negative-use', params });
}

/** What all the stretches used together, in `unit`, exactly. */
export const volumeUsed = (uses: readonly RegisterUse[], unit: VolumeUnit): Exact =>
  uses.reduce((sum, use) => sum.add(volumeOf(use.register, use.usedCount, unit)), exact(0));
