import type { Utility } from '../../../config/utility.ts';
import { earlierOf, isOnOrBefore, present } from '../../../domain/kernel/index.ts';
import { inTimeForAutopay } from '../../../domain/transition/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import type { StaffSignIn } from '../../../usecases/access/index.ts';
import { lastBill } from '../../../usecases/billing/index.ts';
import { measureForecasts } from '../../../usecases/forecast/index.ts';
import { importRoster, transitionPolicy } from '../../../usecases/transition/index.ts';
import {
  analyze,
  analyzeBooks,
  beginDemoWorld,
  type DemoSample,
  type DemoTold,
  finishDemoWorld,
  putOffSweeping,
  sweepAgain,
} from '../../store/world.ts';
import { filesToUpload } from './files-to-upload.ts';
import { fillHours } from './fill-hours.ts';
import { fillProduction } from './fill-production.ts';
import { fillTown, numberOf, type TownPlan } from './fill-town.ts';
import type { FilledAccount } from './filled-account.ts';
import { demoPassword, hireStaff } from './hire-staff.ts';
import { type ReRegistered, type ReRegistering, reRegisterSome, whoRegisters } from './re-register.ts';
import { calculateHeldBack, type HeldBack, holdSomeBack } from './run-to-review.ts';
import { saveWater } from './saving-water.ts';
import type { SimulatedHousehold } from './simulated-household.ts';
import { takeTexts } from './take-texts.ts';

export interface DemoPlan
  extends Omit<TownPlan, 'until' | 'beforeBilling' | 'beforeLastPosting'>,
    Pick<ReRegistering, 'pages' | 'sandbox'> {
  /** The real moment, and the pretend one that it is in the demo. */
  readonly real: Temporal.Instant;
  readonly pretended: Temporal.Instant;
  readonly staffRealm: Pick<StaffSignIn, 'sealSecret'>;
  /** Where the links of mails lead. */
  readonly publicUrl: string;
  /** Keeps a file, for people to look at and to upload. */
  readonly keepFile: (name: string, csv: string) => Promise<void>;
}

/**
 * Builds the demo in an empty database: the town, what the old portal had of it, a few of its people who registered
 * again, and staff to sign in as. Returns what a newcomer is told.
 */
export async function seedDemo(db: DatabasePool, plan: DemoPlan): Promise<DemoTold> {
  await beginDemoWorld(db, { beganAt: plan.real, pretendedAt: plan.pretended, accounts: plan.accounts });
  await putOffSweeping(db);
  let heldBack: HeldBack | undefined;
  const town = await fillTown(db, {
    ...plan,
    until: plan.pretended,
    beforeBilling: async (settled) => {
      await importOldRoster(db, plan, settled);
      plan.onProgress('the old portal’s roster');
    },
    beforeLastPosting: async (settled, last) => {
      heldBack = await holdSomeBack(db, settled, last);
    },
  });
  await analyzeBooks(db);
  const { staff, analyst } = await hireStaff(db, plan);
  const samples = await samplesOf(db, plan, town);
  const kept = new Set(samples.map((sample) => sample.account));
  const others = town.filter((account) => !kept.has(numberOf(account)));
  plan.onProgress('people who register again, and hours of the simulated meters');
  const candidates = readSomeTimeAgo(others, plan);
  const leaking = whoRegisters(candidates, plan)[0]?.household.meterSerial;
  // Neither looks at what the other writes, and one waits for slow hashes while the other calculates.
  const [[first]] = await Promise.all([
    reRegisterSome(db, candidates, { ...plan, password: demoPassword }),
    fillHours(db, { ...plan, until: plan.pretended, town, leaking }),
  ]);
  plan.onProgress('homes that are told of');
  await saveWater(db, town, { ...plan, person: first });
  const phone =
    first === undefined ? undefined : await takeTexts(db, first, { ...plan, consent: plan.pages.texts('es') });
  const zone = plan.utility.time_zone;
  const today = plan.pretended.toZonedDateTimeISO(zone).toPlainDate();
  // PostgreSQL counts while the forecasts are calculated.
  await Promise.all([analyze(db), measureForecasts(db, { zone, today })]);
  await fillProduction(db, { now: plan.pretended, today });
  const files = filesToUpload(town, today);
  for (const { name, csv } of files) await plan.keepFile(name, csv);
  await enqueue(db, { task: 'survey-meters', payload: { days: demoDaysSurveyed }, key: 'survey-meters' });
  // The worker finds the leaks and tells about them as soon as it runs.
  await enqueue(db, { task: 'scan-for-leaks', key: 'scan-for-leaks' });
  const runToReview =
    heldBack === undefined ? undefined : await calculateHeldBack(db, plan, { heldBack, analyst, now: plan.pretended });
  const told = {
    ...present({ runToReview }),
    ...{ staff, samples, files: files.map(({ name }) => name) },
    ...(first === undefined ? {} : { customer: { ...customerTold(first), ...present({ phone }) } }),
  };
  await sweepAgain(db);
  await finishDemoWorld(db, told, plan.real);
  return told;
}

const customerTold = ({ email, account, autopay, ebill }: ReRegistered) => ({
  ...{ email, account, autopay, ebill },
  password: demoPassword,
});

/** Those first whose meter was last read more than a week ago: a leak of last week is on no bill of theirs yet. */
function readSomeTimeAgo(town: readonly FilledAccount[], { utility, pretended }: DemoPlan): FilledAccount[] {
  const today = pretended.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const daysAgo = new Map(
    utility.billing.cycles.map(({ name, read_day }) => {
      const thisMonth = today.with({ day: read_day });
      const last = isOnOrBefore(thisMonth, today) ? thisMonth : thisMonth.subtract({ months: 1 });
      return [name, last.until(today).days];
    }),
  );
  return town.toSorted(
    (one, other) =>
      Number((daysAgo.get(other.household.cycle) ?? 0) > 9) - Number((daysAgo.get(one.household.cycle) ?? 0) > 9),
  );
}

/** The old portal's roster as its vendor exports it: dropped zeros, another date order, and three lines that are wrong. */
function rosterCsv(town: readonly FilledAccount[], utility: Utility): string {
  const cutOver = utility.cutOver.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  // Where accounts are called by their customer and their premise, in a column each, without leading zeros.
  const isPair = utility.account_number.map(({ name }) => name).join(' ') === 'customer premise';
  const columns = isPair ? ['customer_number', 'account_number'] : ['account_number'];
  const numbersOf = (household: SimulatedHousehold) =>
    isPair ? [Number(household.customerNumber), Number(household.premiseNumber)] : [household.accountNumber];
  const nobody = utility.account_number.map(({ example }) => example.replaceAll(/\d/g, '9'));
  const named = town.filter(({ household, closedOn }) => household.legacy.login && closedOn === undefined);
  const [first] = named;
  const lines = named.map(({ household }, index) =>
    [
      ...numbersOf(household),
      household.email,
      household.language,
      household.legacy.autopay ? 'yes' : 'no',
      household.legacy.autopay ? cutOver.add({ days: index % 28 }).toString() : '',
      household.legacy.ebill ? 'yes' : 'no',
    ].join(','),
  );
  return [
    [...columns, 'email,language,autopay,next_draft_on,ebill'].join(','),
    ...lines,
    [...columns.map((_, at) => nobody[at]), 'nobody@mail.example,en,yes,2026-05-11,no'].join(','),
    [...(first === undefined ? nobody : numbersOf(first.household)), 'not-an-address,en,perhaps,2026-13-45,no'].join(
      ',',
    ),
    [...columns.map(() => 'abc'), 'x@mail.example,en,yes,2026-05-11,no'].join(','),
    '',
  ].join('\n');
}

const rosterFile = 'old-portal-roster.csv';

async function importOldRoster(db: DatabasePool, plan: DemoPlan, town: readonly FilledAccount[]): Promise<void> {
  const csv = rosterCsv(town, plan.utility);
  await plan.keepFile(rosterFile, csv);
  await importRoster(db, {
    fileName: rosterFile,
    bytes: new TextEncoder().encode(csv),
    dryRun: false,
    // As it was exported in the days before the cut-over, whenever the demo begins.
    now: earlierOf(plan.pretended, plan.utility.cutOver.subtract({ hours: 72 })),
    policy: transitionPolicy(plan.utility),
    by: 'demo',
  });
}

/** Half a year of weeks for the zones' charts. */
const demoDaysSurveyed = 200;

/** One account of each kind that is worth registering: who had autopay and is in time or too late, who had e-bill, who had nothing. */
async function samplesOf(
  db: DatabasePool,
  { utility, pretended }: DemoPlan,
  town: readonly FilledAccount[],
): Promise<DemoTold['samples']> {
  const samples = new Map<DemoSample, DemoTold['samples'][number]>();
  const policy = transitionPolicy(utility);
  for (const account of town) {
    if (samples.size === 4) break;
    if (account.closedOn !== undefined) continue;
    const bill = await lastBill(db, account.accountId);
    const { login, autopay, ebill } = account.household.legacy;
    const days =
      bill === undefined ? -1 : pretended.toZonedDateTimeISO(utility.time_zone).toPlainDate().until(bill.dueOn).days;
    const inTime = bill !== undefined && inTimeForAutopay(bill.dueOn, pretended, policy);
    const what: DemoSample | undefined =
      autopay && inTime && days >= 3
        ? 'in-time'
        : autopay && days >= 0 && !inTime
          ? 'too-late'
          : ebill && !autopay
            ? 'ebill-lapsed'
            : login
              ? undefined
              : 'never-online';
    if (what !== undefined && !samples.has(what))
      samples.set(what, { what, account: numberOf(account), zip: utility.contact.zip });
  }
  return [...samples.values()];
}
