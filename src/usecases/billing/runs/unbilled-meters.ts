import type { Utility } from '../../../config/utility.ts';
import { exactToDecimal, isBefore, laterOf, type Problem, present } from '../../../domain/kernel/index.ts';
import { hourQuality, hourSpan, useSince, volumeOfCounts, volumeUsed } from '../../../domain/metering/index.ts';
import { type MeterWithoutAccount, metersWithoutAccount } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { hourlyUseOf } from '../../../store/metering/index.ts';
import { todayIn } from './run-setting.ts';

/** A meter in use that nobody is billed for. */
export interface UnbilledMeter {
  readonly serial: string;
  readonly address: string;
  readonly since: Temporal.PlainDate;
  readonly accountBefore?: string;
  /** What passed since, and up to which read it is known; undefined where nobody has read the meter since. */
  readonly passed?: { readonly gallons: number; readonly through: Temporal.PlainDate };
  readonly why: Problem;
}

/** Further back the hours of a meter are not added up. */
const maxDaysOfHours = 800;

/**
 * Meters in service at places where nobody is served and through which water passed since, the most first; after them those that nobody
 * has read for `billing.review.never_billed_days`, which may be in use as well. One that stood still is none of them.
 */
export async function unbilledMeters(
  db: Database,
  utility: Pick<Utility, 'time_zone' | 'billing'>,
  now: Temporal.Instant,
): Promise<readonly UnbilledMeter[]> {
  const today = todayIn(utility, now);
  const longAgo = today.subtract({ days: utility.billing.review.neverBilledDays });
  const found: UnbilledMeter[] = [];
  for (const meter of await metersWithoutAccount(db, today)) {
    const { address, since, accountBefore, register } = meter;
    const passed = await waterSince(db, meter, { today, zone: utility.time_zone });
    if (passed === undefined ? !isBefore(since, longAgo) : passed.gallons <= 0) continue;
    const { serial } = register;
    const facts = { serial, address, since, ...present({ accountBefore, passed }) };
    const params = { serial, address, since: since.toString() };
    const why =
      passed === undefined
        ? { code: 'billing.meter-unread-without-account', params }
        : {
            code: 'billing.meter-without-account',
            params: { ...params, gallons: Math.round(passed.gallons), through: passed.through.toString() },
          };
    found.push({ ...facts, why });
  }
  const gallons = ({ passed }: UnbilledMeter): number => passed?.gallons ?? -1;
  return found.toSorted((a, b) => gallons(b) - gallons(a));
}

/** By its register; by its hours where they say more, or where nobody has read the register. */
async function waterSince(
  db: Database,
  meter: MeterWithoutAccount,
  { today, zone }: { readonly today: Temporal.PlainDate; readonly zone: string },
): Promise<UnbilledMeter['passed']> {
  const use = useSince(meter, meter.since);
  const byRegister = use && { gallons: Number(exactToDecimal(volumeUsed([use], 'gal'))), through: use.to.on };
  if (!meter.hasHours) return byRegister;
  const from = laterOf(meter.since, today.subtract({ days: maxDaysOfHours }));
  const span = hourSpan(zone, from, from.until(today, { largestUnit: 'days' }).days + 1);
  const hours = await hourlyUseOf(db, meter.meterId, span);
  const last = hours?.quality.findLastIndex((quality) => quality !== hourQuality.missing) ?? -1;
  if (hours === undefined || last < 0) return byRegister;
  const counts = hours.counts.reduce((sum, one) => sum + one, 0);
  const byHours = {
    gallons: volumeOfCounts(hours.register, counts, 'gal').valueOf(),
    through: from.add({ days: span.dayStart.findLastIndex((start) => start <= last) }),
  };
  return byRegister !== undefined && byRegister.gallons >= byHours.gallons ? byRegister : byHours;
}
