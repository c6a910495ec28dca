import {
  type AlertRules,
  isOpen,
  lossOf,
  type OutreachState,
  outreachStateOf,
  type Standing,
  standingOf,
} from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import {
  type AlertAtPlace,
  type AlertContact,
  type AlertOutreach,
  alertsSeenSince,
  contactKey,
  contactsOfAlerts,
  lastResolutions,
  lastTold,
  outreachOfAlerts,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';

export interface LeakAtPlace extends AlertAtPlace {
  readonly standing: Standing;
}

/** A leak as staff work through it: whom to call, and what was tried. */
export interface LeakToWork extends LeakAtPlace {
  readonly contact: AlertContact;
  readonly state: OutreachState;
  readonly toldAt?: Temporal.Instant;
  /** The latest first. */
  readonly outreach: readonly AlertOutreach[];
}

/** Alerts are listed for as long after they were seen last. */
const listedDays = 90;

/** The utility's alerts: those that run, else all of the last months; the largest loss first. */
export async function listLeaks(
  db: Database,
  { rules, now, all }: { readonly rules: AlertRules; readonly now: Temporal.Instant; readonly all: boolean },
): Promise<readonly LeakAtPlace[]> {
  const alerts = await alertsSeenSince(db, now.subtract({ hours: listedDays * 24 }));
  const said = await lastResolutions(
    db,
    alerts.flatMap(({ ids }) => ids),
  );
  return alerts
    .map((alert): LeakAtPlace => {
      const resolution = alert.ids
        .flatMap((id) => said.get(id) ?? [])
        .toSorted((a, b) => Temporal.Instant.compare(a.saidAt, b.saidAt))
        .at(-1);
      return { ...alert, standing: standingOf(alert, { resolution, readsThrough: alert.readsThrough }, rules) };
    })
    .filter(({ standing }) => all || isOpen(standing))
    .toSorted((a, b) => lossOf(b) - lossOf(a));
}

/** Every alert of the last months with whom to call and what was tried; five statements, however many there are. */
export async function leaksToWork(
  db: Database,
  {
    rules,
    now,
    today,
  }: { readonly rules: AlertRules; readonly now: Temporal.Instant; readonly today: Temporal.PlainDate },
): Promise<readonly LeakToWork[]> {
  const leaks = await listLeaks(db, { rules, now, all: true });
  const ids = leaks.flatMap((leak) => leak.ids);
  const [contacts, told, tried] = [
    await contactsOfAlerts(db, leaks, today),
    await lastTold(db, ids),
    await outreachOfAlerts(db, ids),
  ];
  const triedOf = Map.groupBy(tried, ({ alertId }) => alertId);
  return leaks.map((leak) => {
    const outreach = leak.ids
      .flatMap((id) => triedOf.get(id) ?? [])
      .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
    const toldAt = leak.ids
      .flatMap((id) => told.get(id) ?? [])
      .toSorted(Temporal.Instant.compare)
      .at(-1);
    return {
      ...leak,
      contact: contacts.get(contactKey(leak)) ?? { name: '', language: 'es', zone: '' },
      outreach,
      ...present({ toldAt }),
      state: outreachStateOf({
        standing: leak.standing,
        told: toldAt !== undefined,
        results: outreach.map(({ result }) => result),
      }),
    };
  });
}
