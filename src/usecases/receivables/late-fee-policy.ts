import type { Utility } from '../../config/utility.ts';
import type { LateFeePolicy } from '../../domain/billing/index.ts';

/** What `billing.late_fee` of `utility.yaml` says. */
export const lateFeePolicy = ({ billing: { late_fee: fee } }: Pick<Utility, 'billing'>): LateFeePolicy => ({
  afterDays: fee.after_days,
  amount: fee.amount,
  minimum: fee.minimum,
  sample: fee.sample,
});
