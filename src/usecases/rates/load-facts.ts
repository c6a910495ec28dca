import { askedFacts, type RateBook } from '../../domain/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { factsOfAccount, servicePointsOfAccount } from '../../store/rates/index.ts';

/** What the rates of an account ask for, its service points, and everything that was said about it. */
export async function loadFacts(db: Database, accountId: number, rates: RateBook) {
  const points = await servicePointsOfAccount(db, accountId);
  const asked = askedFacts(
    rates,
    points.map(({ rateClass }) => rateClass),
  );
  return { points, asked, said: await factsOfAccount(db, accountId) };
}
