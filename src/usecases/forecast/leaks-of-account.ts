import type { Utility } from '../../config/utility.ts';
import { standingOf } from '../../domain/alerts/index.ts';
import { type KnownLeak, leakOf } from '../../domain/forecast/index.ts';
import { alertsOfAccount, lastResolutions } from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { servicePointsOfMeters } from '../../store/forecast/index.ts';

/** What the account's alerts say about leaks, by service point: what each took, and how fast it runs where it still does. */
export async function leaksOfAccount(
  db: Database,
  accountId: number,
  { alerts: rules }: Pick<Utility, 'alerts'>,
): Promise<ReadonlyMap<number, readonly KnownLeak[]>> {
  const alerts = await alertsOfAccount(db, accountId);
  if (alerts.length === 0) return new Map();
  const [said, pointOf] = await Promise.all([
    lastResolutions(
      db,
      alerts.flatMap(({ ids }) => ids),
    ),
    servicePointsOfMeters(db, accountId),
  ]);
  const leaks = new Map<number, KnownLeak[]>();
  for (const alert of alerts) {
    const resolution = alert.ids
      .flatMap((id) => said.get(id) ?? [])
      .toSorted((a, b) => Temporal.Instant.compare(a.saidAt, b.saidAt))
      .at(-1);
    const standing = standingOf(
      alert,
      { resolution, readsThrough: alert.readsThrough },
      { stoppedAfterHours: rules.stopped_after_hours, fixCheckedHours: rules.fix_checked_hours },
    );
    const leak = leakOf(alert, standing);
    const point = pointOf.get(alert.meterId);
    if (leak !== undefined && point !== undefined) leaks.set(point, [...(leaks.get(point) ?? []), leak]);
  }
  return leaks;
}
