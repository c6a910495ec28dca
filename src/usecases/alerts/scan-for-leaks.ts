import manifest from '../../../package.json' with { type: 'json' };
import { type Episode, episodeOfFinding, joinEpisodes } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import { detectorSettings, type Finding } from '../../domain/leaks/index.ts';
import { type HourlyUse, type HourSpan, hourQuality, hourSpan, hourStart } from '../../domain/metering/index.ts';
import {
  accountServedBy,
  heardOfAlerts,
  keepQuietLooks,
  lockAlertsOfMeter,
  metersLeaking,
  metersWithoutFlow,
  type QuietLook,
  quietLooks,
  rateClassesOfMeters,
  saveEpisode,
  saveReadsThrough,
  vacationsByMeter,
} from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { forgetForecast } from '../../store/forecast/index.ts';
import { eachMetersUse } from '../../store/metering/index.ts';
import { weatherOfDays } from '../../store/weather/index.ts';
import type { NoticeContext } from '../notices/index.ts';
import { askedByScan, type Look } from './asked-of-meter.ts';
import { alertRules, withStanding } from './load-alerts.ts';
import { type LookAt, lookAtMeters } from './look-at-meters.ts';
import { tellOfAlert } from './tell-of-alert.ts';
import { tellOfHighWeek } from './tell-of-high-weeks.ts';

/** What a scan did. */
export interface ScanOutcome {
  readonly meters: number;
  /** Meters of which everything is as it was when a scan kept and told what followed: not looked at again. */
  readonly unchanged: number;
  /** Meters that were looked at with something found. */
  readonly withFindings: number;
  readonly newAlerts: number;
  /** Notices queued. */
  readonly told: number;
}

/** A week's high use against four weeks before it is the longest look back of any detector. */
const daysScanned = 35;

/** The rule that compares hours with four weeks before them looks at the last week of these days, which is enough for late reads. */
const daysLookedAt = 7;

/** A meter that is looked at. */
interface Looked {
  readonly meterId: number;
  readonly asked: string;
  readonly readsThrough: Temporal.Instant | undefined;
}

/** That a meter was looked at is kept for so many at once. */
const looksAtOnce = 1000;

/**
 * Looks at the last five weeks of every meter of which something may be new, keeps what is found as alerts, and tells people.
 * Each meter with something to keep is a transaction of its own, with the notices in it: killed anywhere and run again,
 * nobody is told twice.
 */
export async function scanForLeaks(
  db: Database,
  context: NoticeContext,
  {
    now,
    onProgress,
    metersAtOnce,
  }: {
    readonly now: Temporal.Instant;
    readonly onProgress?: (meters: number) => void;
    readonly metersAtOnce?: number;
  },
): Promise<ScanOutcome> {
  const { utility } = context;
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const span = hourSpan(utility.time_zone, today.subtract({ days: daysScanned - 1 }), daysScanned);
  const classes = await rateClassesOfMeters(db, today);
  // An alert is looked at again until its end, and a repair's proof, can have been told.
  const heard = await heardOfAlerts(db, { since: now.subtract({ hours: (daysScanned + 5) * 24 }), now });
  const weather = await weatherOfDays(db, span.firstDay, span.days);
  const known = await knownOfMeters(db, { span, today, now });
  const askedOf = askedByScan({ span, weather, version: manifest.version });
  const settled = await quietLooks(db, now);
  let quiet: QuietLook[] = [];
  const keepQuiet = async (): Promise<void> => {
    await keepQuietLooks(db, quiet, now);
    quiet = [];
  };
  const lookFrom = now.subtract({ hours: daysLookedAt * 24 });
  const outcome = { meters: 0, unchanged: 0, withFindings: 0, newAlerts: 0, told: 0 };
  const found = async ({ meterId, asked, readsThrough }: Looked, findings: readonly Finding[]): Promise<void> => {
    if (findings.length > 0) outcome.withFindings += 1;
    if (readsThrough !== undefined && (findings.length > 0 || heard.has(meterId))) {
      const kept = await keepFindings(db, context, { meterId, findings, readsThrough, now });
      // Whose it is from today on may still be opened.
      if (kept === undefined) return;
      outcome.newAlerts += kept.newAlerts;
      outcome.told += kept.told;
    }
    quiet.push({ meterId, asked });
    if (quiet.length === looksAtOnce) await keepQuiet();
  };
  const lookAtDue = (look: LookAt<Looked>): Promise<void> =>
    eachMetersUse(db, span, async (meterId, use) => {
      outcome.meters += 1;
      if (outcome.meters % 1000 === 0) onProgress?.(outcome.meters);
      const rateClass = classes.get(meterId);
      if (rateClass === undefined) return;
      const [settings, own] = [detectorSettings(utility.leaks, rateClass), known(meterId)];
      const asked = askedOf({ use, settings, context: own, heard: heard.get(meterId) });
      if (settled.get(meterId) === asked) outcome.unchanged += 1;
      else await look({ meterId, asked, readsThrough: endOfReads(use, span) }, { use, settings, context: own });
    });
  await lookAtMeters({ span, weather, lookFrom, metersAtOnce }, lookAtDue, found);
  await keepQuiet();
  return outcome;
}

/** What is known about a meter besides its hours and the weather. */
async function knownOfMeters(
  db: Database,
  { span, today, now }: { span: HourSpan; today: Temporal.PlainDate; now: Temporal.Instant },
): Promise<(meterId: number) => Look['context']> {
  const vacations = await vacationsByMeter(db, { firstDay: span.firstDay, today });
  const withoutFlow = await metersWithoutFlow(db, now.subtract({ hours: daysScanned * 24 }));
  const leaking = await metersLeaking(db, now.subtract({ hours: daysLookedAt * 24 }));
  return (meterId) => {
    const noFlowSince = withoutFlow.get(meterId);
    const leak = leaking.get(meterId);
    return { vacations: vacations.get(meterId) ?? [], ...present({ noFlowSince, leak }) };
  };
}

/** The end of the last hour of which anything is known. */
function endOfReads({ quality }: HourlyUse, span: HourSpan): Temporal.Instant | undefined {
  for (let hour = span.hours - 1; hour >= 0; hour--) {
    if (quality[hour] !== hourQuality.missing) return hourStart(span, hour + 1);
  }
  return undefined;
}

/** Undefined where the meter serves nobody. */
async function keepFindings(
  db: Database,
  context: NoticeContext,
  found: {
    readonly meterId: number;
    readonly findings: readonly Finding[];
    readonly readsThrough: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<{ newAlerts: number; told: number } | undefined> {
  const { meterId, findings, readsThrough, now } = found;
  const zone = context.utility.time_zone;
  const rules = alertRules(context.utility);
  return db.transaction(async (tx) => {
    const served = await accountServedBy(tx, meterId, now.toZonedDateTimeISO(zone).toPlainDate());
    if (served === undefined) return undefined;
    const { accountId, number, servedFrom } = served;
    const known = await lockAlertsOfMeter(tx, { accountId, meterId });
    const episodes = findings
      .map((finding) => episodeOfFinding(finding, { now, zone, servedFrom }))
      .filter((episode): episode is Episode => episode !== undefined);
    const joined = joinEpisodes(known, episodes, rules);
    for (const one of joined) await saveEpisode(tx, one, { accountId, meterId, readsThrough, now });
    for (const { id } of known) await saveReadsThrough(tx, id, readsThrough);
    await forgetForecast(tx, accountId);
    let told = 0;
    for (const alert of await lockAlertsOfMeter(tx, { accountId, meterId })) {
      told += await tellOfAlert(tx, context, { about: { alert: await withStanding(tx, alert, rules), number }, now });
    }
    for (const finding of findings) {
      if (finding.kind === 'high-use') told += await tellOfHighWeek(tx, context, { served, finding, now });
    }
    return { newAlerts: joined.filter(({ id }) => id === undefined).length, told };
  });
}
