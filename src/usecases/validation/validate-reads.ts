import type { Utility } from '../../config/utility.ts';
import { present } from '../../domain/kernel/index.ts';
import { type HourlyUse, type HourSpan, hourSpan } from '../../domain/metering/index.ts';
import { type Finding, joinExceptions, settingsOfClass, validateMeter } from '../../domain/validation/index.ts';
import type { Database } from '../../store/database.ts';
import { eachMetersUse, hourlyUseOf } from '../../store/metering/index.ts';
import {
  exceptionsToJoin,
  lockExceptionsOf,
  metersInService,
  metersWithOpenExceptions,
  saveExceptions,
} from '../../store/validation/index.ts';
import { askToCompare, billedHours, mayDiffer } from '../billing/index.ts';
import { hourAtNow, meterToValidate } from './meter-to-validate.ts';

export interface ValidationOutcome {
  readonly meters: number;
  /** Meters with something found. */
  readonly withFindings: number;
  readonly fresh: number;
  readonly healed: number;
}

export interface ValidationRun {
  readonly now: Temporal.Instant;
  /** The last day looked at; today unless said. */
  readonly through?: Temporal.PlainDate;
  readonly onProgress?: (meters: number) => void;
}

/**
 * Looks at the last weeks of every meter in service and keeps what the rules doubt. Again, or more often than reads come,
 * changes nothing; a meter with something to keep is a transaction of its own. Where hours say something else than was
 * billed from them, a job looks at the bills.
 */
export async function validateReads(
  db: Database,
  { vee, time_zone: zone }: Pick<Utility, 'vee' | 'time_zone'>,
  { now, through, onProgress }: ValidationRun,
): Promise<ValidationOutcome> {
  const outcome = { meters: 0, withFindings: 0, fresh: 0, healed: 0 };
  if (!vee.on) return outcome;
  const span = spanOf({ vee, zone, now, ...present({ through }) });
  const nowHour = hourAtNow(span, now);
  const day = span.firstDay.add({ days: span.days - 1 });
  const meters = await metersInService(db, { day, since: span.firstDay });
  const watched = await metersWithOpenExceptions(db);
  const billed = Map.groupBy(await billedHours(db, { after: span.firstDay, zone }), (one) => one.meterId);
  const rules = { weeks: vee.likeDayWeeks, maxMissingPercent: vee.maxMissingPercent };
  await eachMetersUse(db, span, async (meterId, use) => {
    outcome.meters += 1;
    if (outcome.meters % 1000 === 0) onProgress?.(outcome.meters);
    const meter = meters.get(meterId);
    if (meter === undefined) return;
    if (billed.get(meterId)?.some((bill) => mayDiffer(bill, use, rules))) await askToCompare(db, meterId);
    const findings = validateMeter(meterToValidate(use, meter, nowHour), settingsOfClass(vee, meter.rateClass));
    if (findings.length > 0) outcome.withFindings += 1;
    else if (!watched.has(meterId)) return;
    const kept = await db.transaction((tx) => keepFindings(tx, { meterId, findings, span, nowHour, now }));
    outcome.fresh += kept.fresh;
    outcome.healed += kept.healed;
  });
  return outcome;
}

/** The same for one meter, in the transaction that changed its hours. */
export async function validateOneMeter(
  tx: Database,
  { vee, time_zone: zone }: Pick<Utility, 'vee' | 'time_zone'>,
  { meterId, now }: { readonly meterId: number; readonly now: Temporal.Instant },
): Promise<void> {
  const span = spanOf({ vee, zone, now });
  const nowHour = hourAtNow(span, now);
  const day = span.firstDay.add({ days: span.days - 1 });
  const meter = (await metersInService(tx, { day, since: span.firstDay, meterId })).get(meterId);
  const use: HourlyUse | undefined = await hourlyUseOf(tx, meterId, span);
  if (meter === undefined || use === undefined || !vee.on) return;
  const findings = validateMeter(meterToValidate(use, meter, nowHour), settingsOfClass(vee, meter.rateClass));
  await keepFindings(tx, { meterId, findings, span, nowHour, now });
}

function spanOf(of: {
  readonly vee: Utility['vee'];
  readonly zone: string;
  readonly now: Temporal.Instant;
  readonly through?: Temporal.PlainDate;
}): HourSpan {
  const last = of.through ?? of.now.toZonedDateTimeISO(of.zone).toPlainDate();
  return hourSpan(of.zone, last.subtract({ days: of.vee.scanDays - 1 }), of.vee.scanDays);
}

async function keepFindings(
  tx: Database,
  of: {
    readonly meterId: number;
    readonly findings: readonly Finding[];
    readonly span: HourSpan;
    readonly nowHour: number;
    readonly now: Temporal.Instant;
  },
): Promise<{ fresh: number; healed: number }> {
  const { meterId, findings, span, nowHour, now } = of;
  await lockExceptionsOf(tx, meterId);
  const known = await exceptionsToJoin(tx, meterId);
  const found = findings.map((finding) => ({
    ...finding,
    from: span.startHour + finding.from,
    until: span.startHour + finding.until,
  }));
  const scanned = { from: span.startHour, until: span.startHour + nowHour };
  const joined = joinExceptions(known, found, scanned);
  await saveExceptions(tx, meterId, { ...joined, now });
  return { fresh: joined.fresh.length, healed: joined.healed.length };
}
