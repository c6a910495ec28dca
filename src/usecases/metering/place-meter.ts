import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import type { RateBook } from '../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { installOf, type MeteringProblemCode, removalOf, type TypedInstall } from '../../domain/metering/index.ts';
import {
  accountsAt,
  keepPlaceChanges,
  lockPremise,
  type ServicePointThere,
  servicePointOf,
} from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  keepInstall,
  keepMeter,
  keepRemoval,
  lockMeterOfSerial,
  metersOfPremise,
  placeForMeter,
} from '../../store/metering/index.ts';
import { type Books, holdAccounts } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';
import { reasonProblems, sizeProblems } from './exchange-meter.ts';

export interface PlaceMeterDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'time_zone'>;
  readonly rates: RateBook;
}

type MeterRefused = Problem<MeteringProblemCode | AccountsProblemCode | 'access.not-permitted'>;
type Done = Result<void, readonly MeterRefused[]>;

/** A first meter is put in at a service point, or one after a time without, with what it shows. */
export async function installMeter(
  { db, utility, rates }: PlaceMeterDeps,
  { servicePointId, reason, ...typed }: TypedInstall & { readonly servicePointId: number; readonly reason: string },
  by: Clerk,
): Promise<Done> {
  return atPoint(db, { servicePointId, by }, async (books, point) => {
    const other = await lockMeterOfSerial(books, typed.newSerial.trim());
    const place = await placeForMeter(books, servicePointId);
    const install = installOf(typed, { place, other }, todayOf(utility, by));
    const problems: readonly MeterRefused[] = [
      ...(install.ok ? [] : install.problem),
      ...sizeProblems(typed.size, { rates, rateClass: point.details.class }),
      ...reasonProblems(reason),
    ];
    if (!install.ok || problems.length > 0) return refused(problems);
    const { register, size, on, opening } = install.value;
    const meterId = await keepMeter(books, { register, size, ...present({ otherId: other?.id }) });
    if (meterId === undefined) {
      const params = { serial: register.serial, from: on.toString(), until: '…' };
      return refused([{ code: 'metering.serial-in-use', field: 'newSerial', params }]);
    }
    await keepInstall(books, servicePointId, { meterId, on, opening });
    const became = `${register.serial} · ${on} · ${opening}`;
    await keep(books, { point, action: 'meter.installed', was: '', became, reason }, by);
    return ok(undefined);
  });
}

/** A meter is taken out and none put in its place; the next bill counts it to its last read. */
export async function removeMeter(
  { db, utility }: Omit<PlaceMeterDeps, 'rates'>,
  {
    servicePointId,
    serial,
    reason,
    ...typed
  }: {
    readonly servicePointId: number;
    readonly serial: string;
    readonly on?: Temporal.PlainDate;
    readonly closing: string;
    readonly reason: string;
  },
  by: Clerk,
): Promise<Done> {
  return atPoint(db, { servicePointId, by }, async (books, point) => {
    await lockMeterOfSerial(books, serial);
    const old = (await metersOfPremise(books, point.premiseId)).find(
      (one) => one.servicePointId === servicePointId && one.register.serial === serial,
    );
    if (old === undefined) return refused([{ code: 'metering.meter-not-here', field: 'serial', params: { serial } }]);
    const removal = removalOf(typed, old, todayOf(utility, by));
    const problems: readonly MeterRefused[] = [...(removal.ok ? [] : removal.problem), ...reasonProblems(reason)];
    if (!removal.ok || problems.length > 0) return refused(problems);
    const { on, closing } = removal.value;
    await keepRemoval(books, old.installationId, removal.value);
    await keep(
      books,
      { point, action: 'meter.removed', was: `${serial} · ${on} · ${closing}`, became: '', reason },
      by,
    );
    return ok(undefined);
  });
}

const todayOf = ({ time_zone }: Pick<Utility, 'time_zone'>, { now }: Clerk) =>
  now.toZonedDateTimeISO(time_zone).toPlainDate();

/** Everybody who is or was served there is held: their bills are made of its counts. */
async function atPoint(
  db: Database,
  { servicePointId, by }: { readonly servicePointId: number; readonly by: Clerk },
  work: (books: Books, point: ServicePointThere) => Promise<Done>,
): Promise<Done> {
  if (!isPermitted(by.role, 'meter.exchange')) return refused([{ code: 'access.not-permitted' }]);
  const point = await servicePointOf(db, servicePointId);
  if (point === undefined) return refused([{ code: 'accounts.premise-unknown', params: { number: servicePointId } }]);
  return holdAccounts(db, await accountsAt(db, point.premiseId), async (books) => {
    await lockPremise(books, point.premiseId);
    return work(books, point);
  });
}

async function keep(
  books: Books,
  said: {
    readonly point: ServicePointThere;
    readonly action: 'meter.installed' | 'meter.removed';
    readonly was: string;
    readonly became: string;
    readonly reason: string;
  },
  by: Clerk,
): Promise<void> {
  const { point, action, was, became } = said;
  const reason = said.reason.trim();
  const place = { premiseId: point.premiseId, servicePointId: point.id };
  await keepPlaceChanges(books, { ...place, changes: [{ field: 'meter', was, became }] }, { ...by, reason });
  await recordAudit(books, {
    ...{ at: by.now, actor: { kind: 'staff', id: by.staffId }, action, address: by.address },
    detail: { premise: point.premiseNumber, servicePoint: point.id },
  });
}
