import { type Cents, laterOf, present, sumCents } from '../../domain/kernel/index.ts';
import { cutOverDate, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import {
  keptRisksDue,
  listRosterImports,
  moveShares,
  type OutreachByChannel,
  type RisksDue,
  type StoredRosterImport,
  type TransitionDay,
  type TransitionShares,
  transitionDays,
} from '../../store/transition/index.ts';
import { catchUp } from './catch-up.ts';

/** Where the move stands, in four figures. */
export interface MoveShares extends TransitionShares {
  readonly atRisk: { readonly accounts: number; readonly owed: Cents; readonly uncontacted: number };
}

/** Where the move stands (S9). */
export interface TransitionStatus extends MoveShares {
  /** Money at risk by due date, soonest first. */
  readonly byDueDate: readonly DueDateAtRisk[];
  readonly outreach: readonly OutreachByChannel[];
  /** Day by day since the cut-over, the latest first, at most 60. */
  readonly days: readonly TransitionDay[];
  readonly latestImport?: StoredRosterImport;
}

export type DueDateAtRisk = Omit<RisksDue, 'uncontacted'>;

const maxDays = 60;

interface AtPolicy {
  readonly now: Temporal.Instant;
  readonly policy: TransitionPolicy;
}

const todayOf = ({ now, policy }: AtPolicy) => now.toZonedDateTimeISO(policy.timeZone).toPlainDate();

/** The four figures alone. */
export async function sharesOfMove(db: Database, at: AtPolicy): Promise<MoveShares> {
  const { registered, autopay, ebill, atRisk } = await figuresNow(db, at);
  return { registered, autopay, ebill, atRisk };
}

async function figuresNow(db: Database, at: AtPolicy) {
  await catchUp(db, at.policy);
  const today = todayOf(at);
  const [shares, due] = await Promise.all([
    moveShares(db, { today, cutOver: cutOverDate(at.policy) }),
    keptRisksDue(db, { today }),
  ]);
  const sum = (key: 'accounts' | 'uncontacted') => due.reduce((all, one) => all + one[key], 0);
  return {
    ...shares,
    atRisk: {
      ...{ accounts: sum('accounts'), uncontacted: sum('uncontacted') },
      owed: sumCents(due.map(({ owed }) => owed)),
    },
    byDueDate: due.map(({ uncontacted: _, ...one }) => one),
  };
}

export async function transitionStatus(db: Database, at: AtPolicy): Promise<TransitionStatus> {
  const today = todayOf(at);
  const from = laterOf(cutOverDate(at.policy), today.subtract({ days: maxDays - 1 }));
  const figures = await figuresNow(db, at);
  const [
    days,
    {
      rows: [latestImport],
    },
  ] = await Promise.all([transitionDays(db, { from, to: today }), listRosterImports(db, { limit: 1 })]);
  return { ...figures, days, ...present({ latestImport }) };
}
