import { cutOverDate, risksByDay, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import {
  areFiguresBehind,
  atRiskCandidates,
  beginFiguresAgain,
  countSteps,
  holdFigures,
  keepRisks,
  takeTouched,
  workOutAccounts,
} from '../../store/transition/index.ts';

/** So many changes are taken up in one transaction: what it holds up nobody waits for longer than a page may take. */
const atOnce = 5000;

/**
 * Takes what happened into the figures that pages show of the whole town, so that they are those of now. A job does it each
 * minute, and every page that shows them: what it finds to do then is what happened since.
 */
export async function catchUp(db: Database, policy: TransitionPolicy): Promise<void> {
  const { timeZone, lastDraftDays } = policy;
  const cutOver = cutOverDate(policy);
  const basis = { cutOver, lastDraftDays, timeZone };
  if (!(await areFiguresBehind(db, basis))) return;
  let areMore: boolean;
  do {
    areMore = await db.transaction(async (tx) => {
      await holdFigures(tx);
      await beginFiguresAgain(tx, basis);
      await countSteps(tx, timeZone);
      const touched = await takeTouched(tx, atOnce);
      await workOutAccounts(tx, touched.accounts);
      const candidates = await atRiskCandidates(tx, cutOver, touched.accounts);
      const risks = candidates.flatMap(({ facts, accountId, language, outreach }) =>
        risksByDay(facts, policy).map((risk) => ({ ...risk, accountId, language, isContacted: outreach > 0 })),
      );
      await keepRisks(tx, touched.accounts, risks);
      return touched.areMore;
    });
  } while (areMore);
}
