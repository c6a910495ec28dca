import { createHash } from 'node:crypto';
import type { Utility } from '../../../config/utility.ts';
import type { RateBook } from '../../../domain/billing/index.ts';
import { cents, isBefore, isOnOrAfter, isOnOrBefore } from '../../../domain/kernel/index.ts';
import { paymentReference } from '../../../domain/payments/index.ts';
import { paymentEntry } from '../../../domain/receivables/index.ts';
import { billsOfRun } from '../../../store/billing/index.ts';
import type { Database, DatabasePool } from '../../../store/database.ts';
import { type Books, holdAccounts, postEntries, receivableBalances } from '../../../store/receivables/index.ts';
import { postBillRun, runBillCycle, unreviewedPolicy } from '../../../usecases/billing/index.ts';
import { inputHash } from '../../../usecases/receivables/index.ts';
import { type Dice, dice } from '../../domain/household-simulator/index.ts';
import { insertTown, insertTownPayments, insertTownReads, type TownAccount, type TownRead } from '../../store/town.ts';
import { analyzeBooks, analyzeTown } from '../../store/world.ts';
import type { FilledAccount } from './filled-account.ts';
import { grantSome } from './grant-some.ts';
import type { PlannedRun } from './run-to-review.ts';
import { type SimulatedHousehold, simulatedNumbers, simulateHousehold, simulateUse } from './simulated-household.ts';
import { simulatedPerson } from './simulated-people.ts';
import { takeDeposits } from './take-deposits.ts';

export interface TownPlan {
  readonly utility: Utility;
  readonly rates: RateBook;
  readonly rateClass: string;
  readonly accounts: number;
  /** What is known about the town before its first bill. */
  readonly beforeBilling: (town: readonly FilledAccount[]) => Promise<void>;
  /** The newest run, before it is posted. */
  readonly beforeLastPosting: (town: readonly FilledAccount[], last: LastRun) => Promise<void>;
  /** The moment the town is filled up to. */
  readonly until: Temporal.Instant;
  readonly onProgress: (step: string) => void;
}

interface LastRun {
  readonly run: PlannedRun;
  readonly runId: number;
}

interface Meter {
  readonly household: SimulatedHousehold;
  readonly reads: readonly TownRead[];
  readonly movedOn: Temporal.PlainDate | undefined;
}

interface PlannedPayment {
  readonly accountId: number;
  readonly on: Temporal.PlainDate;
  readonly method: 'card' | 'bank' | 'check';
}

/** Months of reads before the last: a year of bills, and the same month a year ago to compare with. */
const months = 13;
const chunk = 2000;
/** Bill runs after which the books are counted for PostgreSQL's plans: each time they have about doubled. */
const countedAfter: ReadonlySet<number> = new Set([1, 3, 7, 15, 31]);

/**
 * Fills an empty database with a year of a simulated town: its accounts and reads, then month by month the utility's own
 * bill runs and what people paid between them, in the order in which it would have happened.
 */
export async function fillTown(db: DatabasePool, plan: TownPlan): Promise<readonly FilledAccount[]> {
  const today = plan.until.toZonedDateTimeISO(plan.utility.time_zone).toPlainDate();
  const runs = plannedRuns(plan.utility, today);
  const town = await settle(db, plan, { today, runs });
  await analyzeTown(db);
  await db.transaction(async (tx) => {
    await takeDeposits(tx, town, { utility: plan.utility, today, now: plan.until });
    await grantSome(tx, town, { utility: plan.utility, today, now: plan.until });
  });
  // Bills say what lapses for their account, so that the old portal's list is known before any is made.
  await plan.beforeBilling(town);
  const byId = new Map(town.map((one) => [one.accountId, one]));
  const die = dice(7);
  let planned: PlannedPayment[] = [];
  for (const [index, run] of runs.entries()) {
    planned = await payDue(db, planned, run.issuedOn);
    const now = run.issuedOn.toZonedDateTime({ timeZone: plan.utility.time_zone, plainTime: '18:00' }).toInstant();
    const policy = unreviewedPolicy(plan.utility);
    const { run: made } = await runBillCycle(db, { ...run, rates: plan.rates, policy, now });
    if (made === undefined) continue;
    if (index === runs.length - 1) await plan.beforeLastPosting(town, { run, runId: made.id });
    // The old portal delivered what was issued before the cut-over; what came since is told and printed by this one.
    const deliveredElsewhere = isBefore(now, plan.utility.cutOver);
    const posted = await postBillRun(db, {
      runId: made.id,
      policy,
      cutOver: cutOverDay(plan.utility),
      now,
      deliveredElsewhere,
    });
    if (!posted.ok) throw new Error(`demo: ${posted.problem.code}`);
    planned.push(...(await planPayments(db, { runId: made.id, byId, utility: plan.utility, die })));
    if (countedAfter.has(index + 1)) await analyzeBooks(db);
    plan.onProgress(`bill run ${index + 1} of ${runs.length}`);
  }
  await payDue(db, planned, today);
  return town;
}

const cutOverDay = ({ cutOver, time_zone }: Utility): Temporal.PlainDate =>
  cutOver.toZonedDateTimeISO(time_zone).toPlainDate();

/** Every run of every cycle whose bills are issued by `today`, in the order of issue. */
function plannedRuns({ billing }: Utility, today: Temporal.PlainDate): PlannedRun[] {
  return billing.cycles
    .flatMap((cycle) =>
      readDates(cycle.read_day, today)
        .slice(1)
        .map((readThrough) => ({
          cycle: cycle.name,
          readThrough,
          issuedOn: readThrough.add({ days: cycle.issue_after_days }),
        })),
    )
    .filter((run) => isOnOrBefore(run.issuedOn, today))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.issuedOn, b.issuedOn) || a.cycle.localeCompare(b.cycle));
}

/** The days a cycle's meters are read, oldest first; the first of them is where the old system's billing ended. */
function readDates(day: number, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const thisMonth = today.with({ day });
  const last = isOnOrBefore(thisMonth, today) ? thisMonth : thisMonth.subtract({ months: 1 });
  return Array.from({ length: months + 1 }, (_, index) => last.subtract({ months: months - index }));
}

/** Writes the town's accounts, meters and reads. One address in thirty changes hands during the year. */
async function settle(
  db: DatabasePool,
  plan: TownPlan,
  { today, runs }: { readonly today: Temporal.PlainDate; readonly runs: readonly PlannedRun[] },
): Promise<FilledAccount[]> {
  const { utility, accounts, until } = plan;
  const cycles = utility.billing.cycles.map((cycle) => cycle.name);
  const [firstCycle = ''] = cycles;
  const die = dice(2605);
  const numbers = {
    cycles: [firstCycle, ...cycles.slice(1)] as const,
    shape: utility.account_number,
  };
  const town: FilledAccount[] = [];
  for (let from = 0; from < accounts; from += chunk) {
    const meters = Array.from({ length: Math.min(chunk, accounts - from) }, (_, offset): Meter => {
      const household = simulateHousehold(from + offset, numbers, die);
      const cycle = utility.billing.cycles.find((one) => one.name === household.cycle);
      const dates = readDates(cycle?.read_day ?? 1, today);
      const moves = runs.length > 0 && die.happens(1 / 30);
      const movedOn = moves ? dates[die.between(3, months - 2)]?.add({ days: die.between(3, 25) }) : undefined;
      return { household, movedOn, reads: registerReads(household, dates, movedOn, die) };
    });
    // At one address nobody follows who moved out, and water goes on running.
    const deserted = from === 0 ? meters.find(({ movedOn }) => movedOn !== undefined) : undefined;
    const rows = meters.flatMap((meter) => occupancies(meter, plan, from).slice(0, meter === deserted ? 1 : 2));
    await db.transaction(async (tx) => {
      const ids = await insertTown(
        tx,
        rows.map((one) => one.row),
        until,
      );
      await insertTownReads(
        tx,
        meters.flatMap((meter) => meter.reads),
        until,
      );
      for (const [index, accountId] of ids.entries()) {
        const occupancy = rows[index];
        if (occupancy === undefined) continue;
        const { household, row } = occupancy;
        town.push({ accountId, household, openedOn: row.openedOn, closedOn: row.closedOn ?? undefined });
      }
    });
    plan.onProgress(`${Math.min(from + chunk, accounts)} of ${accounts} accounts`);
  }
  return town;
}

/** A meter's register at its reading days, and on the day somebody moved; a read in a hundred was missed. */
function registerReads(
  household: SimulatedHousehold,
  dates: readonly Temporal.PlainDate[],
  movedOn: Temporal.PlainDate | undefined,
  die: Dice,
): TownRead[] {
  const days = movedOn === undefined ? [...dates] : [...dates, movedOn].toSorted(Temporal.PlainDate.compare);
  // Seven dials of ten gallons; one register in forty is about to roll over.
  let count = die.happens(1 / 40) ? 9_995_000 + die.between(0, 4000) : die.between(20_000, 900_000);
  const reads: TownRead[] = [];
  for (const [index, on] of days.entries()) {
    const before = days[index - 1];
    if (before !== undefined)
      count = (count + Math.round(simulateUse(household, { start: before, end: on }, die) / 10)) % 10_000_000;
    const missed = index > 2 && index < days.length - 1 && movedOn === undefined && die.happens(0.01);
    if (!missed) reads.push({ meterSerial: household.meterSerial, on, count });
  }
  return reads;
}

/** Who is served at the address: one household, or one until it moves and another from that day. */
function occupancies(
  { household, movedOn, reads }: Meter,
  { utility, rateClass }: TownPlan,
  from: number,
): { household: SimulatedHousehold; row: TownAccount }[] {
  const { city, state, zip } = utility.contact;
  const row = (
    one: SimulatedHousehold,
    openedOn: Temporal.PlainDate,
    closedOn: Temporal.PlainDate | null,
    billedBefore: Temporal.PlainDate | null,
  ): TownAccount => ({
    ...one,
    city,
    state,
    zip,
    rateClass,
    openedOn,
    closedOn,
    billedBefore,
  });
  const first = reads[0]?.on ?? Temporal.PlainDate.from('2025-01-01');
  const opened = first.subtract({ years: 1 + (from % 7) });
  if (movedOn === undefined) return [{ household, row: row(household, opened, null, first) }];
  const newcomer: SimulatedHousehold = {
    ...household,
    ...simulatedNumbers({ index: household.index, customer: household.index, cameLater: true }, utility.account_number),
    ...simulatedPerson(household.index, household.language, true),
    legacy: { login: false, autopay: false, ebill: false },
    habit: 'on-time',
  };
  return [
    { household, row: row(household, opened, movedOn, first) },
    { household: newcomer, row: row(newcomer, movedOn, null, null) },
  ];
}

/** When each bill of a run will be paid, by its household's habit; legacy autopay ends at the cut-over. */
async function planPayments(
  db: Database,
  plan: {
    readonly runId: number;
    readonly byId: ReadonlyMap<number, FilledAccount>;
    readonly utility: Utility;
    readonly die: Dice;
  },
): Promise<PlannedPayment[]> {
  const { byId, utility, die } = plan;
  const bills = await billsOfRun(db, plan.runId, { limit: 1_000_000 });
  // By account: the numbers of bills come from lanes that race, and dice thrown in their order made another town at every start.
  const inOrder = bills.toSorted((one, other) => one.accountId - other.accountId);
  return inOrder.flatMap((bill): PlannedPayment[] => {
    const account = byId.get(bill.accountId);
    if (account === undefined || bill.amountDue <= 0) return [];
    const pays = (on: Temporal.PlainDate, method: PlannedPayment['method']) => [
      { accountId: bill.accountId, on, method },
    ];
    switch (account.household.habit) {
      case 'autopay':
        return isBefore(bill.dueOn, cutOverDay(utility)) ? pays(bill.dueOn, die.happens(0.5) ? 'card' : 'bank') : [];
      case 'on-time':
        return pays(bill.dueOn.subtract({ days: die.between(0, 12) }), die.happens(0.4) ? 'check' : 'card');
      case 'late':
        return pays(bill.dueOn.add({ days: die.between(1, 7) }), die.happens(0.6) ? 'check' : 'card');
      default:
        return die.happens(0.4) ? pays(bill.dueOn.add({ days: 8 }), 'check') : [];
    }
  });
}

/**
 * Posts what is paid before `day`, each the whole balance as it stands; returns what is still to come. The accounts go in two lanes,
 * each payment after those of its account that came before it: PostgreSQL writes one while the other is made.
 */
async function payDue(
  db: DatabasePool,
  planned: readonly PlannedPayment[],
  day: Temporal.PlainDate,
): Promise<PlannedPayment[]> {
  const due = planned.filter((one) => isBefore(one.on, day)).toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on));
  const lanes = Map.groupBy(due, ({ accountId }) => accountId % 2);
  await Promise.all([...lanes.values()].map((lane) => payInOrder(db, lane)));
  return planned.filter((one) => isOnOrAfter(one.on, day));
}

async function payInOrder(db: DatabasePool, due: readonly PlannedPayment[]): Promise<void> {
  for (let from = 0; from < due.length; from += chunk) {
    const some = due.slice(from, from + chunk);
    await holdAccounts(
      db,
      some.map((one) => one.accountId),
      (books) => payAll(books, some),
    );
  }
}

async function payAll(tx: Books, due: readonly PlannedPayment[]): Promise<void> {
  const balances = new Map(
    await receivableBalances(
      tx,
      due.map((one) => one.accountId),
    ),
  );
  const paid = due.flatMap((one) => {
    const amount = balances.get(one.accountId) ?? cents(0);
    if (amount <= 0) return [];
    balances.set(one.accountId, cents(0));
    const key = `simulated:${one.accountId}:${one.on}`;
    return [
      { ...one, amount, key, reference: paymentReference(createHash('sha256').update(key).digest().subarray(0, 10)) },
    ];
  });
  if (paid.length === 0) return;
  const requests = paid.map(({ accountId, amount, on, key }) => ({
    entry: paymentEntry({ accountId, amount, on, memo: 'paid through the old portal', into: 'cash.counter' }),
    idempotencyKey: key,
    inputHash: inputHash({ accountId, amount }),
  }));
  const posted = await postEntries(
    tx,
    requests,
    paid[0]?.on.toZonedDateTime('UTC').toInstant() ?? Temporal.Instant.fromEpochMilliseconds(0),
  );
  if (!posted.ok) throw new Error(`demo: ${posted.problem.code}`);
  await insertTownPayments(
    tx,
    paid.map((one, index) => ({
      reference: one.reference,
      accountId: one.accountId,
      cents: one.amount,
      method: one.method,
      on: one.on,
      at: one.on.toZonedDateTime({ timeZone: 'UTC', plainTime: '18:00' }).toInstant(),
      entryId: posted.value[index]?.id ?? 0,
    })),
  );
}

/** The account's number as its bill prints it. */
export const numberOf = ({ household }: FilledAccount): string => household.accountNumber;
