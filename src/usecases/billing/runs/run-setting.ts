import type { Utility } from '../../../config/utility.ts';
import { present } from '../../../domain/kernel/index.ts';
import type { BillRun } from '../../../store/billing/index.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { billingPolicy, hourlyReadPolicy } from '../policy.ts';
import type { BillCycle } from '../run-bill-cycle.ts';

/** The cycle of a run as somebody of the staff calculates it. */
export const cycleOfRun = (
  { utility, rates }: BillingSetting,
  run: Pick<BillRun, 'cycle' | 'readThrough' | 'issuedOn'>,
  by: { readonly staffId?: string; readonly now: Temporal.Instant },
): BillCycle => ({
  cycle: run.cycle,
  readThrough: run.readThrough,
  issuedOn: run.issuedOn,
  rates,
  policy: billingPolicy(utility),
  hourlyReads: hourlyReadPolicy(utility),
  now: by.now,
  ...present({ staffId: by.staffId }),
});

/** The same of a run that writes nothing. */
export const cycleOfDryRun = (
  setting: BillingSetting,
  run: Pick<BillRun, 'cycle' | 'readThrough' | 'issuedOn'>,
  now: Temporal.Instant,
): BillCycle => ({ ...cycleOfRun(setting, run, { now }), dryRun: true });

export const todayIn = ({ time_zone }: Pick<Utility, 'time_zone'>, now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(time_zone).toPlainDate();
