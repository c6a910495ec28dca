import type { Utility } from '../../../config/utility.ts';
import { fixtureKinds, type HouseholdProfile, homeKinds } from '../../../domain/conservation/index.ts';
import { cents } from '../../../domain/kernel/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { authoriseAccount, todayOf } from '../../../usecases/access/index.ts';
import { calculateHomes, sayHousehold, setGoal } from '../../../usecases/conservation/index.ts';
import { askForRebate } from '../../../usecases/credits/index.ts';
import { type Dice, dice } from '../../domain/household-simulator/index.ts';
import { insertTownProfiles } from '../../store/town.ts';
import type { FilledAccount } from './filled-account.ts';

export interface SavingPlan {
  readonly utility: Utility;
  readonly pretended: Temporal.Instant;
  readonly publicUrl: string;
  /** Who has a home told about, a goal, and a rebate that waits for the staff. */
  readonly person: { readonly loginId: string; readonly account: string } | undefined;
}

/** Homes that tell nothing of themselves, and answers that others leave out. */
const [silent, leftOut] = [0.35, 0.15];

/**
 * Many of the town's homes tell about themselves, as a survey would have asked, so that they can be compared; and one person
 * has a goal and has asked for a rebate.
 */
export async function saveWater(db: DatabasePool, town: readonly FilledAccount[], plan: SavingPlan): Promise<void> {
  const { utility, pretended: now } = plan;
  const die = dice(1789);
  const told = town
    .filter(({ closedOn }) => closedOn === undefined && !die.happens(silent))
    .map((account) => ({ accountId: account.accountId, profile: profileOf(account, die) }));
  await insertTownProfiles(db, told, now.subtract({ hours: 24 }));
  await calculateHomes(db, utility, now);
  if (plan.person !== undefined) await beFrugal(db, plan.person, plan);
}

/** A home as its simulated use would let one guess it, with an answer left out here and there. */
function profileOf({ household: { indoorGallons, summerGallons } }: FilledAccount, die: Dice): HouseholdProfile {
  const profile: HouseholdProfile = {
    occupants: Math.min(7, Math.max(1, Math.round(indoorGallons / 45))),
    home: die.happens(0.8) ? 'house' : die.pick(homeKinds),
    irrigatedSquareFeet: Math.round((summerGallons * 9) / 100) * 100,
    pool: summerGallons > 0 && die.happens(0.08),
    fixtures: die.pick(fixtureKinds),
  };
  return Object.fromEntries(Object.entries(profile).filter(() => !die.happens(leftOut)));
}

async function beFrugal(
  db: DatabasePool,
  { loginId, account: number }: NonNullable<SavingPlan['person']>,
  { utility, pretended: now, publicUrl }: SavingPlan,
): Promise<void> {
  const today = todayOf(utility, now);
  const account = await authoriseAccount(db, { loginId, account: number, today });
  if (!account.ok) throw new Error(`demo: ${account.problem.code}`);
  const visit = { now, address: '192.0.2.1' };
  const profile = { occupants: 3, home: 'house', irrigatedSquareFeet: 1800, pool: false, fixtures: 'mixed' } as const;
  await sayHousehold(db, account.value, { profile, visit });
  await setGoal(db, account.value, { goal: { kind: 'percent', percent: 10 }, visit });
  const programme = utility.rebates.programmes.find(({ documents }) => documents.length > 0);
  if (programme === undefined) return;
  const asked = await askForRebate({ db, utility, publicUrl }, account.value, {
    asked: {
      ...{ programme, items: 1, price: cents(18_900), note: '' },
      boughtOn: today.subtract({ days: 6 }),
      papers: programme.documents.map((kind) => ({ kind, name: `${kind}.pdf`, bytes: paperOf(kind) })),
      language: 'es',
    },
    visit,
  });
  // A utility whose programmes are closed on the demo's day has none to show.
  if (!asked.ok && asked.problem[0]?.code !== 'rebates.closed') throw new Error(`demo: ${asked.problem[0]?.code}`);
}

/** An empty page that is this paper and no other. */
const paperOf = (kind: string): Uint8Array =>
  new TextEncoder().encode(`%PDF-1.4
% ${kind}
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`);
