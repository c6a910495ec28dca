import type { Utility } from '../../config/utility.ts';
import { type AlertRules, type Resolution, type Standing, standingOf } from '../../domain/alerts/index.ts';
import {
  alertOfAccount,
  alertsOfAccount,
  type KeptResolution,
  resolutionsOf,
  type StoredAlert,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** An alert with where it stands and what was said about it. */
export interface AccountAlert extends StoredAlert {
  readonly standing: Standing;
  readonly resolutions: readonly KeptResolution[];
}

/** The utility's rules of alerts, as its configuration says. */
export const alertRules = ({ alerts }: Pick<Utility, 'alerts'>): AlertRules => ({
  comesBackWithinDays: alerts.comes_back_within_days,
  stoppedAfterHours: alerts.stopped_after_hours,
  quietDays: alerts.quiet_days,
  fixCheckedHours: alerts.fix_checked_hours,
  progressDays: alerts.progress_days.toSorted((a, b) => a - b),
});

/** Where a kept alert stands by what was said and read. */
export async function withStanding(db: Database, alert: StoredAlert, rules: AlertRules): Promise<AccountAlert> {
  const resolutions = await resolutionsOf(db, alert.ids);
  const resolution: Resolution | undefined = resolutions.at(-1);
  return {
    ...alert,
    resolutions,
    standing: standingOf(alert, { resolution, readsThrough: alert.readsThrough }, rules),
  };
}

/** The account's alerts, the newest first. */
export async function loadAlerts(
  db: Database,
  account: AuthorisedAccount,
  rules: AlertRules,
): Promise<readonly AccountAlert[]> {
  return leaksOfAccount(db, account.accountId, rules);
}

/** The same for staff, who are let in by their role. */
export async function leaksOfAccount(
  db: Database,
  accountId: number,
  rules: AlertRules,
): Promise<readonly AccountAlert[]> {
  const alerts = await alertsOfAccount(db, accountId);
  return Promise.all(alerts.map((alert) => withStanding(db, alert, rules)));
}

/** One of the account's alerts; undefined where it is none of its. */
export async function loadAlert(
  db: Database,
  account: AuthorisedAccount,
  { id, rules }: { readonly id: number; readonly rules: AlertRules },
): Promise<AccountAlert | undefined> {
  const alert = await alertOfAccount(db, account.accountId, id);
  return alert && withStanding(db, alert, rules);
}
