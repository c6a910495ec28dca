import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import { askedSizes, type RateBook } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { exchangeOf, type MeteringProblemCode, type TypedExchange } from '../../domain/metering/index.ts';
import { fitsNeed } from '../../domain/rates/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  accountsOfMeter,
  keepExchange,
  lockMeterOfSerial,
  type MeterOfAccount,
  type MeterThere,
  metersInPlace,
  metersThere,
} from '../../store/metering/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';

interface ExchangeDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'time_zone'>;
  readonly rates: RateBook;
}

type ExchangeRefused = Problem<MeteringProblemCode | AccountsProblemCode | 'access.not-permitted'>;

interface AskedExchange extends TypedExchange {
  readonly accountId: number;
  /** Why: stopped, leaking, due by age. Kept, and shown to staff only. */
  readonly reason: string;
}

const longestReason = 300;

/**
 * A meter is taken out and another put in its place. The old one's closing read and the new one's opening read are what the bill of
 * that time is made of, so everybody who is or was served there is held while it is written.
 */
export async function exchangeMeter(
  { db, utility, rates }: ExchangeDeps,
  { accountId, reason, ...typed }: AskedExchange,
  by: Clerk,
): Promise<Result<void, readonly ExchangeRefused[]>> {
  if (!isPermitted(by.role, 'meter.exchange')) return refused([{ code: 'access.not-permitted' }]);
  const why = reasonProblems(reason);
  const served = await accountsOfMeter(db, typed.serial);
  return holdAccounts(db, [...served, accountId], async (books): Promise<Result<void, readonly ExchangeRefused[]>> => {
    const old = (await metersInPlace(books, accountId)).find(({ register }) => register.serial === typed.serial);
    if (old === undefined) {
      return refused([{ code: 'metering.meter-not-here', field: 'serial', params: { serial: typed.serial } }]);
    }
    const other = await lockMeterOfSerial(books, typed.newSerial.trim());
    const today = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const exchange = exchangeOf(typed, { old, other }, today);
    const problems = [
      ...(exchange.ok ? [] : exchange.problem),
      ...sizeProblems(typed.size, { rates, rateClass: old.rateClass }),
      ...why,
    ];
    if (!exchange.ok || problems.length > 0) return refused(problems);
    const { on, closing, opening } = exchange.value;
    const of = { accountId, old, ...(other === undefined ? {} : { otherId: other.id }) };
    const meterId = await keepExchange(books, of, exchange.value);
    if (meterId === undefined) {
      const params = { serial: typed.newSerial.trim(), from: on.toString(), until: '…' };
      return refused([{ code: 'metering.serial-in-use', field: 'newSerial', params }]);
    }
    await recordAudit(books, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'meter.exchanged',
      accountId,
      detail: {
        ...{ installation: old.installationId, out: old.meterId, in: meterId },
        ...{ on: on.toString(), closing, opening, reason: reason.trim() },
      },
      address: by.address,
    });
    return ok(undefined);
  });
}

export function reasonProblems(reason: string): readonly ExchangeRefused[] {
  if (reason.trim() === '') return [{ code: 'accounts.reason-missing', field: 'reason' }];
  return reason.length > longestReason
    ? [{ code: 'accounts.reason-long', field: 'reason', params: { max: longestReason } }]
    : [];
}

/** A size that the rates of the place know no price for could not be billed. */
export function sizeProblems(
  size: string,
  { rates, rateClass }: { readonly rates: RateBook; readonly rateClass: string },
): readonly ExchangeRefused[] {
  const asked = askedSizes(rates, rateClass);
  if (size.trim() === '' || asked.length === 0 || asked.some((need) => fitsNeed(need, size.trim()))) return [];
  const known = [...new Set(asked.flatMap(({ values }) => values))].join(', ');
  return [{ code: 'metering.size-unknown', field: 'size', params: { size: size.trim(), known } }];
}

/** What the page of an exchange shows: the meters in service, the sizes that can be billed there, and all that were there. */
export interface ExchangePlace {
  readonly meters: readonly MeterOfAccount[];
  readonly sizes: readonly string[];
  readonly history: readonly MeterThere[];
}

export async function loadExchangePlace(
  { db, rates }: Pick<ExchangeDeps, 'db' | 'rates'>,
  accountId: number,
): Promise<ExchangePlace> {
  const meters = await metersInPlace(db, accountId);
  const priced = meters.flatMap(({ rateClass }) => askedSizes(rates, rateClass).flatMap(({ values }) => values));
  return {
    meters,
    sizes: [...new Set([...meters.map(({ size }) => size), ...priced])],
    history: await metersThere(db, accountId),
  };
}
