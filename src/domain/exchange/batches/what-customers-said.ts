import { plainCsv } from './plain-csv.ts';

/** Something of a customer that the billing system owns, and that the customer keeps otherwise here. */
export interface CustomerChange {
  readonly customer: string;
  readonly field: 'email' | 'phone';
  /** As the billing system has it; absent where it has none. */
  readonly old?: string;
  readonly new: string;
  readonly changedAt: Temporal.Instant;
}

/** A changes batch as CSV. */
export function changesCsv(changes: readonly CustomerChange[], timeZone: string): string {
  const lines = changes.map((change) => [
    change.customer,
    change.field,
    change.old ?? '',
    change.new,
    change.changedAt.toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' }),
  ]);
  return plainCsv([['customer_number', 'field', 'old', 'new', 'changed_at'], ...lines]);
}

/** How an account's autopay and e-bill stand: its bill says that it will be drafted, or is not printed at all. */
export interface Enrolment {
  readonly account: string;
  readonly autopaySince?: Temporal.Instant;
  readonly ebillSince?: Temporal.Instant;
}

/** An enrolments batch as CSV. */
export function enrolmentsCsv(enrolments: readonly Enrolment[], timeZone: string): string {
  const cells = (since: Temporal.Instant | undefined) =>
    since === undefined ? ['no', ''] : ['yes', `${since.toZonedDateTimeISO(timeZone).toPlainDate()}`];
  const lines = enrolments.map((one) => [one.account, ...cells(one.autopaySince), ...cells(one.ebillSince)]);
  return plainCsv([['account_number', 'autopay', 'autopay_since', 'ebill', 'ebill_since'], ...lines]);
}
