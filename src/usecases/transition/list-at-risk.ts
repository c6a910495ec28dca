import type { Language } from '../../domain/kernel/index.ts';
import { type AtRisk, atRisk, byUrgency, cutOverDate, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import { type AtRiskCandidate, atRiskCandidates } from '../../store/transition/index.ts';

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
