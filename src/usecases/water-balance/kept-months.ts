import { isBefore } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import {
  areMonthsKept,
  type BilledMonth,
  dropChangedMonths,
  holdMonths,
  keepMonths,
  keptMonths,
  monthsToKeep,
} from '../../store/water-balance/index.ts';

interface Months {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** What was billed by month and zone: each month is added up once, and again only when something of it changed. */
export async function billedInMonths(db: Database, span: Months): Promise<readonly BilledMonth[]> {
  await keepBilledMonths(db, monthsOf(span));
  return keptMonths(db, span);
}

/** The months of which something changed are added up again, and those that are asked for and were not yet. */
export async function keepBilledMonths(db: Database, asked: readonly Temporal.PlainDate[] = []): Promise<void> {
  if (await areMonthsKept(db, asked)) return;
  await db.transaction(async (tx) => {
    await holdMonths(tx);
    const changed = await dropChangedMonths(tx);
    const missing = await monthsToKeep(tx, [...changed, ...asked]);
    for (const span of inARow(missing)) await keepMonths(tx, span);
  });
}

function monthsOf({ from, until }: Months): readonly Temporal.PlainDate[] {
  const months: Temporal.PlainDate[] = [];
  for (let month = from; isBefore(month, until); month = month.add({ months: 1 })) months.push(month);
  return months;
}

/** Months in order, as spans without a gap: one is added up at once. */
function inARow(months: readonly Temporal.PlainDate[]): readonly Months[] {
  const spans: Months[] = [];
  for (const month of months) {
    const last = spans.at(-1);
    const until = month.add({ months: 1 });
    if (last?.until.equals(month)) spans[spans.length - 1] = { from: last.from, until };
    else spans.push({ from: month, until });
  }
  return spans;
}
