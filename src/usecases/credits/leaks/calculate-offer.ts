import type { Utility } from '../../../config/utility.ts';
import { type BilledPeriod, type CreditOffer, creditOffer } from '../../../domain/credits/index.ts';
import { isAfter } from '../../../domain/kernel/index.ts';
import { billsOfAccount, findBillDocument } from '../../../store/billing/index.ts';
import { creditedOn } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import type { AccountAlert } from '../../alerts/index.ts';
import { creditRule } from './credit-rule.ts';

/** Three years of monthly bills: more than any leak and the usual use before it. */
const billsLookedAt = 36;

/** What the rule credits for an alert's leak now, from the account's bills as they were sent. */
export async function calculateOffer(
  db: Database,
  alert: AccountAlert,
  { utility, now }: { readonly utility: Pick<Utility, 'time_zone' | 'leak_credit'>; readonly now: Temporal.Instant },
): Promise<CreditOffer> {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const beganOn = dayOf(alert.began);
  const posted = (await billsOfAccount(db, alert.accountId, { limit: billsLookedAt })).filter(
    ({ state }) => state === 'posted',
  );
  const bills: BilledPeriod[] = [];
  for (const { number, periodStart: start, periodEnd: end, usageGallons: gallons } of posted) {
    // Only a bill that the leak may be on is priced.
    const document = isAfter(end, beganOn) ? await findBillDocument(db, number) : undefined;
    bills.push({ number, start, end, gallons, lines: document?.lines ?? [] });
  }
  return creditOffer(creditRule({ leak_credit: utility.leak_credit }), {
    leak: {
      beganOn,
      lastOn: dayOf(alert.lastSeen.subtract({ seconds: 1 })),
      hasStopped: alert.standing === 'fixed' || alert.standing === 'stopped',
      isRepaired: alert.resolutions.at(-1)?.kind === 'fixed',
    },
    bills,
    creditedOn: await creditedOn(db, alert.accountId, utility.time_zone),
    on: dayOf(now),
  });
}
