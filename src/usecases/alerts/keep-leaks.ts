import { type AlertRules, lossOf, ranDays } from '../../domain/alerts/index.ts';
import type { ListAsked, ListPart } from '../../domain/kernel/index.ts';
import {
  type AlertsAsked,
  alertsListed,
  alertsTotal,
  alertsWithIds,
  areAlertsBehind,
  holdAlertsListed,
  keepAlertsListed,
  lastResolutions,
  lastTold,
  outreachOfAlerts,
  takeTouchedAlerts,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { type LeaksAt, type LeakToWork, leaksInHand, leaksToWorkOf, listedSince } from './list-leaks.ts';

/** So many changes are taken up in one transaction: what it holds up nobody waits for longer than a page may take. */
const atOnce = 2000;

/** Takes what happened to alerts into the list of them, so that it is of now. A job does it each minute, and every page that shows it. */
export async function keepLeaks(db: Database, rules: AlertRules): Promise<void> {
  if (await areAlertsBehind(db, rules)) await takeInLeaks(db, rules);
}

async function takeInLeaks(db: Database, rules: AlertRules): Promise<void> {
  let areMore: boolean;
  do {
    areMore = await db.transaction(async (tx) => {
      await holdAlertsListed(tx, rules);
      const touched = await takeTouchedAlerts(tx, atOnce);
      const alerts = await alertsWithIds(tx, touched.ids);
      const ids = alerts.flatMap((alert) => alert.ids);
      const said = await lastResolutions(tx, ids);
      const told = await lastTold(tx, ids);
      const leaks = leaksInHand(alerts, { said, told, tried: await outreachOfAlerts(tx, ids) }, rules);
      await keepAlertsListed(
        tx,
        touched.ids,
        leaks.map((leak) => ({ ...leak, gallons: lossOf(leak), ranDays: ranDays(leak) })),
      );
      return touched.areMore;
    });
  } while (areMore);
}

/** A page of the leaks, the largest loss first, and what all of them lost. */
export interface LeaksPage extends ListPart<LeakToWork> {
  readonly gallons: number;
}

export async function pageOfLeaks(
  db: Database,
  at: LeaksAt,
  { isCounted: _, ...asked }: ListAsked & Omit<AlertsAsked, 'seenSince' | 'today'>,
): Promise<LeaksPage> {
  const wanted = { ...asked, seenSince: listedSince(at.now), today: at.today };
  const look = () => Promise.all([alertsListed(db, wanted), alertsTotal(db, wanted), areAlertsBehind(db, at.rules)]);
  let [part, total, isBehind] = await look();
  if (isBehind) {
    await takeInLeaks(db, at.rules);
    [part, total] = await look();
  }
  return {
    ...part,
    rows: await leaksToWorkOf(db, part.rows, at),
    count: { rows: total.alerts, isMore: false },
    gallons: total.gallons,
  };
}
