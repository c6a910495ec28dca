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
  type AlertContact,
  type AlertOutreach,
  alertsSeenSince,
  alertsWithIds,
  contactKey,
  contactsOfAlerts,
  lastResolutions,
  lastTold,
  outreachOfAlerts,
  placesOfAlerts,
  type StoredAlert,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';

/** A leak, where it stands, and who was told or reached. */
export interface LeakInHand extends StoredAlert {
  readonly standing: Standing;
  readonly state: OutreachState;
  readonly toldAt?: Temporal.Instant;
  /** The latest first. */
  readonly outreach: readonly AlertOutreach[];
}

export interface LeakAtPlace extends LeakInHand {
  readonly account: string;
  readonly street: string;
}

/** A leak as staff work through it: whom to call, and what was tried. */
export interface LeakToWork extends LeakAtPlace {
  readonly contact: AlertContact;
}

/** When somebody looks at leaks, and by which rules they stand. */
export interface LeaksAt {
  readonly rules: AlertRules;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
}

/** Alerts are listed for as long after they were seen last. */
const listedDays = 90;

export const listedSince = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: listedDays * 24 });

/** What was said of alerts and done about them, each by the alert that it was about. */
export interface LeakFacts {
  readonly said: Awaited<ReturnType<typeof lastResolutions>>;
  readonly told: Awaited<ReturnType<typeof lastTold>>;
  readonly tried: readonly AlertOutreach[];
}

async function factsOfLeaks(db: Database, alerts: readonly StoredAlert[]): Promise<LeakFacts> {
  const ids = alerts.flatMap((alert) => alert.ids);
  const [said, told, tried] = await Promise.all([
    lastResolutions(db, ids),
    lastTold(db, ids),
    outreachOfAlerts(db, ids),
  ]);
  return { said, told, tried };
}

/** Where alerts stand. */
export function leaksInHand(
  alerts: readonly StoredAlert[],
  { said, told, tried }: LeakFacts,
  rules: Pick<AlertRules, 'stoppedAfterHours' | 'fixCheckedHours'>,
): readonly LeakInHand[] {
  const triedOf = Map.groupBy(tried, ({ alertId }) => alertId);
  return alerts.map((alert) => {
    const resolution = alert.ids
      .flatMap((id) => said.get(id) ?? [])
      .toSorted((a, b) => Temporal.Instant.compare(a.saidAt, b.saidAt))
      .at(-1);
    const outreach = alert.ids
      .flatMap((id) => triedOf.get(id) ?? [])
      .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
    const toldAt = alert.ids
      .flatMap((id) => told.get(id) ?? [])
      .toSorted(Temporal.Instant.compare)
      .at(-1);
    const standing = standingOf(alert, { resolution, readsThrough: alert.readsThrough }, rules);
    const results = outreach.map(({ result }) => result);
    return {
      ...{ ...alert, standing, outreach, ...present({ toldAt }) },
      state: outreachStateOf({ standing, told: toldAt !== undefined, results }),
    };
  });
}

/** The utility's alerts: those that run, else all of the last months; the largest loss first. */
export async function listLeaks(
  db: Database,
  { rules, now, all }: { readonly rules: AlertRules; readonly now: Temporal.Instant; readonly all: boolean },
): Promise<readonly LeakAtPlace[]> {
  const alerts = await alertsSeenSince(db, listedSince(now));
  const [facts, places] = await Promise.all([factsOfLeaks(db, alerts), placesOfAlerts(db, alerts)]);
  return leaksInHand(alerts, facts, rules)
    .filter(({ standing }) => all || isOpen(standing))
    .map((leak) => ({ ...leak, ...(places.get(leak.accountId) ?? { account: '', street: '' }) }))
    .toSorted((a, b) => lossOf(b) - lossOf(a));
}

/** Every alert of the last months with whom to call and what was tried; two turns, however many there are. */
export const leaksToWork = async (db: Database, at: LeaksAt): Promise<readonly LeakToWork[]> =>
  workOf(db, await alertsSeenSince(db, listedSince(at.now)), at);

/** These alerts alone, in their order; one that another took in is that one. */
export async function leaksToWorkOf(db: Database, ids: readonly number[], at: LeaksAt): Promise<readonly LeakToWork[]> {
  const alerts = await alertsWithIds(db, ids);
  const found = new Map(alerts.flatMap((alert) => alert.ids.map((id) => [id, alert] as const)));
  return workOf(
    db,
    ids.flatMap((id) => found.get(id) ?? []),
    at,
  );
}

async function workOf(
  db: Database,
  alerts: readonly StoredAlert[],
  { rules, today }: LeaksAt,
): Promise<readonly LeakToWork[]> {
  const [facts, places, contacts] = await Promise.all([
    factsOfLeaks(db, alerts),
    placesOfAlerts(db, alerts),
    contactsOfAlerts(db, alerts, today),
  ]);
  return leaksInHand(alerts, facts, rules).map((leak) => ({
    ...leak,
    ...(places.get(leak.accountId) ?? { account: '', street: '' }),
    contact: contacts.get(contactKey(leak)) ?? { name: '', language: 'es', zone: '' },
  }));
}
