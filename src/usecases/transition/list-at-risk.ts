import {
  type Cents,
  type Language,
  type ListAsked,
  type ListPart,
  present,
  sumCents,
} from '../../domain/kernel/index.ts';
import {
  type AtRisk,
  atRisk,
  byUrgency,
  cutOverDate,
  dueDatesOf,
  stageOf,
  type TransitionPolicy,
} from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type AtRiskCandidate,
  atRiskCandidates,
  type KeptRisk,
  keptRisksDue,
  listKeptRisks,
} from '../../store/transition/index.ts';
import { catchUp } from './catch-up.ts';

/** An account at risk and how to reach its customer. */
export interface AtRiskAccount extends AtRisk, Omit<AtRiskCandidate, 'facts'> {}

export interface AtRiskFilter {
  readonly stage?: AtRisk['stage'];
  readonly language?: Language;
  /** Whether anyone has tried to reach them about the move. */
  readonly contacted?: boolean;
}

/** Everyone whose bill the move puts at risk, soonest due and largest first. */
export async function listAtRisk(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
  filter: AtRiskFilter = {},
): Promise<readonly AtRiskAccount[]> {
  const candidates = await atRiskCandidates(db, cutOverDate(at.policy));
  return candidates
    .flatMap(({ facts, ...contact }) => {
      const risk = atRisk(facts, at.now, at.policy);
      return risk === undefined ? [] : [{ ...risk, ...contact }];
    })
    .filter(
      (account) =>
        (filter.stage === undefined || account.stage === filter.stage) &&
        (filter.language === undefined || account.language === filter.language) &&
        (filter.contacted === undefined || account.outreach > 0 === filter.contacted),
    )
    .sort(byUrgency);
}

export type RowAtRisk = AtRisk & KeptRisk;

/** A part of the same list for a page, from the kept figures, and what the whole comes to. */
interface PageAtRisk extends ListPart<RowAtRisk> {
  readonly accounts: number;
  readonly owed: Cents;
}

export async function pageAtRisk(
  db: Database,
  { now, policy }: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
  { stage, language, contacted, ...part }: AtRiskFilter & ListAsked,
): Promise<PageAtRisk> {
  await catchUp(db, policy);
  const due = stage === undefined ? {} : dueDatesOf(stage, now, policy);
  const asked = {
    today: now.toZonedDateTimeISO(policy.timeZone).toPlainDate(),
    ...present({ dueFrom: due.from, dueUntil: due.until, language, isContacted: contacted }),
  };
  const [totals, found] = await Promise.all([
    keptRisksDue(db, asked),
    listKeptRisks(db, { ...asked, ...part, isCounted: false }),
  ]);
  const accounts = totals.reduce((all, one) => all + one.accounts, 0);
  return {
    ...found,
    rows: found.rows.map((row) => ({ ...row, ...stageOf(row.dueOn, now, policy) })),
    ...(part.isCounted === true ? { count: { rows: accounts, isMore: false } } : {}),
    accounts,
    owed: sumCents(totals.map(({ owed }) => owed)),
  };
}
