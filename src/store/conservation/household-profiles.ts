import type { FixtureKind, HomeKind, HouseholdProfile } from '../../domain/conservation/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A profile with when it was said. */
export interface SaidProfile extends HouseholdProfile {
  readonly saidAt: Temporal.Instant;
}

interface ProfileRow {
  readonly account_id: number;
  readonly occupants: number | null;
  readonly home: HomeKind | null;
  readonly irrigated_square_feet: number | null;
  readonly pool: boolean | null;
  readonly fixtures: FixtureKind | null;
  readonly softener: boolean | null;
  readonly said_at: Temporal.Instant;
}

const toProfile = (row: ProfileRow): SaidProfile => ({
  ...present({
    occupants: row.occupants,
    home: row.home,
    irrigatedSquareFeet: row.irrigated_square_feet,
    pool: row.pool,
    fixtures: row.fixtures,
    softener: row.softener,
  }),
  saidAt: row.said_at,
});

/** What stands of each account's home; an account that never said anything is not in the map. */
export async function householdProfiles(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, SaidProfile>> {
  const rows = await db.query<ProfileRow>(
    `select distinct on (account_id)
       account_id, occupants, home, irrigated_square_feet, pool, fixtures, softener, said_at
     from household_profile where account_id = any($1::bigint[]) order by account_id, id desc`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, toProfile(row)]));
}

export async function insertProfile(
  tx: Database,
  { accountId, loginId }: { readonly accountId: number; readonly loginId: string },
  { saidAt, ...profile }: SaidProfile,
): Promise<void> {
  await tx.query(
    `insert into household_profile
       (account_id, login_id, occupants, home, irrigated_square_feet, pool, fixtures, softener, said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      accountId,
      loginId,
      profile.occupants ?? null,
      profile.home ?? null,
      profile.irrigatedSquareFeet ?? null,
      profile.pool ?? null,
      profile.fixtures ?? null,
      profile.softener ?? null,
      saidAt,
    ],
  );
}
