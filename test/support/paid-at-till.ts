import { type Happening, happenToCharge } from '../../src/demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import type { Database } from '../../src/store/database.ts';
import { startPayment } from '../../src/usecases/payments/index.ts';
import { aPayment, goodBank, goodCard, openTill, payday } from './paying.ts';

/** A till at which payments are made from end to end, and what becomes of them at the processor. */
export function paidAtTill(db: Database, form = 'form') {
  const till = openTill(db);
  let forms = 0;
  return {
    till,
    /** Pays, and hears about it; answers the receipt's number. */
    async pay(accountId: number, amount: number, { bank = false, now = payday } = {}): Promise<string> {
      forms += 1;
      const started = await startPayment(
        till.context,
        aPayment(accountId, {
          ...{ amount: cents(amount), method: bank ? 'bank' : 'card', now },
          formToken: `${form}-${accountId}-${forms}`,
        }),
      );
      if (!started.ok) throw new Error(started.problem.code);
      await till.type(started.value.hostedPage ?? '', bank ? goodBank : goodCard, now);
      await till.deliver(now);
      return started.value.payment.reference;
    },
    /** False where the charge does not stand for it. */
    async happens(reference: string, happening: Happening, now = payday): Promise<boolean> {
      const went = await happenToCharge(till.sandbox, reference, { happening, now });
      await till.deliver(now);
      return went.ok;
    },
  };
}
