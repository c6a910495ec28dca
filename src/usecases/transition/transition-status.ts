import { type Cents, cents, laterOf, present, sumCents } from '../../domain/kernel/index.ts';
import { cutOverDate, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import {
  listRosterImports,
  type OutreachByChannel,
  outreachByChannel,
  type StoredRosterImport,
  type TransitionDay,
  type TransitionShares,
  transitionDays,
  transitionShares,
} from '../../store/transition/index.ts';
import { type AtRiskAccount, listAtRisk } from './list-at-risk.ts';

/** Where the move stands (S9). */
export interface TransitionStatus extends TransitionShares {
  readonly atRisk: { readonly accounts: number; readonly owed: Cents; readonly uncontacted: number };
  /** Money at risk by due date, soonest first. */
  readonly byDueDate: readonly DueDateAtRisk[];
  readonly outreach: readonly OutreachByChannel[];
  /** Day by day since the cut-over, the latest first, at most 60. */
  readonly days: readonly TransitionDay[];
  readonly latestImport?: StoredRosterImport;
}

export interface DueDateAtRisk {
  readonly dueOn: Temporal.PlainDate;
  readonly accounts: number;
  readonly owed: Cents;
}

const maxDays = 60;

export async function transitionStatus(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<TransitionStatus> {
  const { policy } = at;
  const today = at.now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  const cutOver = cutOverDate(policy);
  const earliest = today.subtract({ days: maxDays - 1 });
  const from = laterOf(cutOver, earliest);
  const [
    shares,
    risks,
    outreach,
    days,
    {
      rows: [latestImport],
    },
  ] = await Promise.all([
    transitionShares(db, { today, cutOver }),
    listAtRisk(db, at),
    outreachByChannel(db),
    transitionDays(db, { from, to: today, timeZone: policy.timeZone }),
    listRosterImports(db, { limit: 1 }),
  ]);
  return {
    ...shares,
    atRisk: {
      accounts: risks.length,
      owed: sumCents(risks.map((risk) => risk.owed)),
      uncontacted: risks.filter((risk) => risk.outreach === 0).length,
    },
    byDueDate: moneyByDueDate(risks),
    outreach,
    days,
    ...present({ latestImport }),
  };
}

function moneyByDueDate(risks: readonly AtRiskAccount[]): readonly DueDateAtRisk[] {
  const byDate = new Map<string, DueDateAtRisk>();
  for (const { dueOn, owed } of risks) {
    const before = byDate.get(dueOn.toString());
    byDate.set(dueOn.toString(), {
      dueOn,
      accounts: (before?.accounts ?? 0) + 1,
      owed: cents((before?.owed ?? 0) + owed),
    });
  }
  return [...byDate.values()];
}
