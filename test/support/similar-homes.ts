import type { HouseholdProfile } from '../../src/domain/conservation/index.ts';
import { insertProfile } from '../../src/store/conservation/index.ts';
import type { Database } from '../../src/store/database.ts';
import { openAccount } from './logins.ts';
import { postWaterBill } from './water-bills.ts';

const said = Temporal.Instant.from('2026-03-01T18:00:00Z');

/** Gives an account's premise a service point of a home, and the account a bill of thirty days that ended in April. */
export async function billedHome(db: Database, accountId: number, kgal: number): Promise<void> {
  await db.query(
    `insert into service_point (premise_id, rate_class) select premise_id, 'RESIDENTIAL_SINGLE' from account where id = $1`,
    [accountId],
  );
  await postWaterBill(db, accountId, { end: '2026-04-26', kgal });
}

/** Homes around it, each with what its customer told: 3,000, 4,000, 5,000 … gallons in their bill that ended in April. */
export async function openNeighbours(
  db: Database,
  loginId: string,
  { count, from, profile = {} }: { readonly count: number; readonly from: number; readonly profile?: HouseholdProfile },
): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const accountId = await openAccount(db, { customer: `0090${from + index}`, account: `900${from + index}` });
    await billedHome(db, accountId, 3 + index);
    if (Object.keys(profile).length > 0) await insertProfile(db, { accountId, loginId }, { ...profile, saidAt: said });
  }
}
