import { laterOf, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import {
  type EstimatedRead,
  estimateRead,
  type Installation,
  openingRead,
  type RegisterUse,
  registerUse,
  stretchOf,
} from '../metering/index.ts';
import type { ServicePointToBill } from './account-to-bill.ts';

/** Days before the end of a period in which a read still closes it. */
export const readWindowDays = 10;

export interface MeterEstimate {
  readonly meterSerial: string;
  readonly read: EstimatedRead;
}

export interface ServicePointReading {
  readonly uses: readonly RegisterUse[];
  readonly estimates: readonly MeterEstimate[];
}

export interface Span {
  readonly start: Temporal.PlainDate;
  readonly through: Temporal.PlainDate;
  /** False where the account can wait for the next cycle: then a missing read is `metering.no-read-in-window`. */
  readonly mayEstimate: boolean;
}

/** The use of each meter of a service point, with an estimate where nobody read one by the end. */
export function readServicePoint(point: ServicePointToBill, span: Span): Result<ServicePointReading, Problem> {
  if (point.installations.length === 0) return refused({ code: 'metering.no-meter' });
  const uses: RegisterUse[] = [];
  const estimates: MeterEstimate[] = [];
  for (const installation of point.installations) {
    const reading = readMeter(installation, span);
    if (!reading.ok) return reading;
    uses.push(reading.value.use);
    if (reading.value.estimate !== undefined) {
      estimates.push({ meterSerial: installation.register.serial, read: reading.value.estimate });
    }
  }
  return ok({ uses, estimates });
}

function readMeter(
  installation: Installation,
  { start, through, mayEstimate }: Span,
): Result<{ use: RegisterUse; estimate?: EstimatedRead }, Problem> {
  // A read of the day the period begins closed the one before.
  const window = { after: laterOf(start, through.subtract({ days: readWindowDays })), through };
  const stretch = stretchOf(installation, start, window);
  if (stretch.ok) {
    const use = registerUse(stretch.value);
    return use.ok ? ok({ use: use.value }) : use;
  }
  if (stretch.problem.code !== 'metering.no-read-in-window' || !mayEstimate) return stretch;
  if (installation.inDoubt === true) {
    return refused({ code: 'metering.hours-in-doubt', params: { serial: installation.register.serial } });
  }
  const from = openingRead(installation, start);
  if (!from.ok) return from;
  const estimate = estimateRead(installation.register, { from: from.value, reads: installation.reads }, through);
  if (!estimate.ok) return estimate;
  const use = registerUse({ register: installation.register, from: from.value, to: estimate.value });
  return use.ok ? ok({ use: use.value, estimate: estimate.value }) : use;
}
