import type { Utility } from '../../config/utility.ts';
import { isDoneHere } from '../../domain/exchange/index.ts';
import type { AutopayPolicy, PaymentPolicy } from '../../domain/payments/index.ts';
import { lateFeePolicy } from '../receivables/index.ts';

/** The utility's choices about payments. */
export const paymentPolicy = ({
  time_zone,
  payments,
  fees,
  billing,
}: Pick<Utility, 'time_zone' | 'payments' | 'fees' | 'billing'>): PaymentPolicy => ({
  timeZone: time_zone,
  minimum: payments.minimum,
  maxAhead: payments.maximum_ahead,
  fees: payments.convenience_fee,
  lateFee: lateFeePolicy({ billing }),
  ...(fees.returned_payment === undefined || !isDoneHere(billing.by, 'fees')
    ? {}
    : { returned: { ...fees.returned_payment, sample: fees.sample } }),
});

/** The utility's choices about autopay. */
export const autopayPolicy = ({ time_zone, autopay }: Pick<Utility, 'time_zone' | 'autopay'>): AutopayPolicy => ({
  timeZone: time_zone,
  leadHours: autopay.lead_hours,
  draftHour: autopay.draft_hour,
  maxDaysBeforeDue: autopay.most_days_before_due,
});
