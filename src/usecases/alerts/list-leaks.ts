import { type AlertRules, isOpen, lossOf, type Standing } from '../../domain/alerts/index.ts';
import { type AlertAtPlace, alertsSeenSince } from '../../store/alerts.ts';
import type { Database } from '../../store/database.ts';
import { withStanding } from './load-alerts.ts';

export interface LeakAtPlace extends AlertAtPlace {
  readonly standing: Standing;
}

/** Alerts are listed for as long after they were seen last. */
const listedDays = 90;

/** The utility's alerts: those that run, else all of the last months; the largest loss first. */
export async function listLeaks(
  db: Database,
  { rules, now, all }: { readonly rules: AlertRules; readonly now: Temporal.Instant; readonly all: boolean },
): Promise<readonly LeakAtPlace[]> {
  const alerts = await alertsSeenSince(db, now.subtract({ hours: listedDays * 24 }));
  const leaks: LeakAtPlace[] = [];
  for (const alert of alerts) {
    const { standing } = await withStanding(db, alert, rules);
    if (all || isOpen(standing)) leaks.push({ ...alert, standing });
  }
  return leaks.toSorted((a, b) => lossOf(b) - lossOf(a));
}
