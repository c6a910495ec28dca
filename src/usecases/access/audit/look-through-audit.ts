import { isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import { type ListAsked, type ListPart, ok, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { type AuditFound, searchAudit } from '../../../store/audit-search.ts';
import type { Database } from '../../../store/database.ts';

/** What somebody looks for; each that is given narrows it. */
export interface AuditQuestion {
  /** A name, email or id of staff, an email or id of a login, or `guest` or `system`. */
  readonly who?: string;
  /** An action, or the first word of several. */
  readonly what?: string;
  /** An account's number. */
  readonly account?: string;
  /** Days of the utility's calendar, both included. */
  readonly from?: Temporal.PlainDate;
  readonly through?: Temporal.PlainDate;
}

/** Who did what, on which account, on which day, the newest first. `staff`: who asks; the operator at the machine is nobody of them. */
export async function lookThroughAudit(
  db: Database,
  question: AuditQuestion,
  {
    zone,
    staff,
    ...asked
  }: ListAsked & {
    readonly zone: string;
    readonly staff?: { readonly role: StaffRole };
  },
): Promise<Result<ListPart<AuditFound>, { readonly code: 'access.not-permitted' }>> {
  if (staff !== undefined && !isPermitted(staff.role, 'audit.view')) return refused({ code: 'access.not-permitted' });
  const { who, what, account, from, through } = question;
  const startOf = (day: Temporal.PlainDate | undefined) => day?.toZonedDateTime(zone).toInstant();
  return ok(
    await searchAudit(db, {
      ...present({ who, what, account, from: startOf(from), until: startOf(through?.add({ days: 1 })) }),
      ...asked,
    }),
  );
}
