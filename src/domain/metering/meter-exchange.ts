import { isAfter, isBefore, ok, type Problem, type Result, refused, type VolumeUnit } from '../kernel/index.ts';
import type { MeteringProblemCode } from './problems.ts';
import type { Register } from './register.ts';
import type { RegisterRead } from './register-read.ts';
import { registerUse } from './register-use.ts';

type ExchangeProblem = Problem<MeteringProblemCode>;

/** What a register can count. */
export const registerUnits = ['gal', 'kgal', 'cf', 'ccf', 'm3', 'l', 'af'] as const satisfies readonly VolumeUnit[];

/** An exchange as somebody typed it. */
export interface TypedExchange {
  /** The meter that is taken out. */
  readonly serial: string;
  /** Undefined where what was typed is no date. */
  readonly on?: Temporal.PlainDate;
  readonly closing: string;
  readonly newSerial: string;
  readonly size: string;
  readonly unit: string;
  readonly multiplier: string;
  readonly dials: string;
  readonly opening: string;
}

/** A meter that is in service, with what must lie before its removal. */
export interface MeterInPlace {
  readonly register: Register;
  readonly installed: { readonly on: Temporal.PlainDate; readonly count: number };
  /** The reads that stand, by day. */
  readonly reads: readonly RegisterRead[];
  /** The end of the last bill, or of a draft, of everybody who is or was served by it. */
  readonly billedThrough?: Temporal.PlainDate;
}

/** A meter of the serial number that was typed as the new one, where it is known already. */
export interface KnownMeter {
  readonly register: Register;
  readonly size: string;
  /** Where it was last in service. */
  readonly served?: { readonly from: Temporal.PlainDate; readonly until?: Temporal.PlainDate };
}

/** What an exchange writes. */
export interface MeterExchange {
  readonly on: Temporal.PlainDate;
  readonly closing: number;
  readonly register: Register;
  readonly size: string;
  readonly opening: number;
}

/** Feeds make meters that nobody has described: so their size is called. */
export const sizeNotSaid = 'unknown';
const longestSerial = 64;
const [fewestDials, maxDials] = [3, 12];

/**
 * An exchange that can be billed: the old meter's last count closes it, the new one's first opens it, on one day. That day is not
 * in the future, not before the last bill, which stands, and not before a read of the old meter, which was still there. All that is wrong is
 * said at once.
 */
export function exchangeOf(
  typed: TypedExchange,
  { old, other }: { readonly old: MeterInPlace; readonly other?: KnownMeter | undefined },
  today: Temporal.PlainDate,
): Result<MeterExchange, readonly ExchangeProblem[]> {
  const { on } = typed;
  const [closing, opening] = [readCount(typed.closing), readCount(typed.opening)];
  const register = readRegister(typed);
  const problems: ExchangeProblem[] = [
    ...dayProblems(on, old, today),
    ...(closing === undefined
      ? [{ code: 'metering.read-unreadable', field: 'closing' } as const]
      : closingProblems({ on, count: closing }, old)),
    ...register.problems,
    ...(opening === undefined
      ? [{ code: 'metering.read-unreadable', field: 'opening' } as const]
      : beyondDials(register.value, { field: 'opening', count: opening })),
    ...(other === undefined ? [] : otherProblems(typed, { on, other, register: register.value })),
  ];
  if (problems.length > 0 || on === undefined || closing === undefined || opening === undefined)
    return refused(problems);
  if (register.value === undefined) return refused(problems);
  return ok({ on, closing, opening, register: register.value, size: typed.size.trim() });
}

export function dayProblems(
  on: Temporal.PlainDate | undefined,
  { register, installed, reads, billedThrough }: MeterInPlace,
  today: Temporal.PlainDate,
): readonly ExchangeProblem[] {
  const wrong = (code: MeteringProblemCode, params: NonNullable<ExchangeProblem['params']>) => [
    { code, field: 'on', params },
  ];
  if (on === undefined) return wrong('metering.exchange-day-unreadable', {});
  if (isAfter(on, today)) return wrong('metering.exchange-in-future', { today: today.toString() });
  if (billedThrough !== undefined && isBefore(on, billedThrough)) {
    return wrong('metering.exchange-in-billed-time', { billed: billedThrough.toString() });
  }
  const last = lastMeasured({ installed, reads });
  if (!isBefore(on, last.on)) return [];
  return wrong('metering.exchange-before-read', {
    serial: register.serial,
    count: last.count,
    last: last.on.toString(),
  });
}

/** The last count that somebody or the meter itself told; an estimate is nobody's word. */
function lastMeasured({ installed, reads }: Pick<MeterInPlace, 'installed' | 'reads'>): RegisterRead {
  return reads.findLast(({ quality }) => quality !== 'estimated') ?? { ...installed, quality: 'measured' };
}

export function closingProblems(
  { on, count }: { readonly on: Temporal.PlainDate | undefined; readonly count: number },
  { register, installed, reads }: MeterInPlace,
): readonly ExchangeProblem[] {
  const beyond = beyondDials(register, { field: 'closing', count });
  if (beyond.length > 0) return beyond;
  const from = lastMeasured({ installed, reads });
  const to: RegisterRead = { on: on ?? from.on, count, quality: 'measured' };
  if (registerUse({ register, from, to }).ok) return [];
  const params = { serial: register.serial, from: from.count, since: `${from.on}`, to: count, on: `${to.on}` };
  return [{ code: 'metering.read-below-last', field: 'closing', params }];
}

export function beyondDials(
  register: Register | undefined,
  { field, count }: { readonly field: string; readonly count: number },
): readonly ExchangeProblem[] {
  if (register === undefined || count < 10 ** register.dials) return [];
  const params = { serial: register.serial, count, dials: register.dials };
  return [{ code: 'metering.exchange-beyond-dials', field, params }];
}

export function readRegister(typed: TypedExchange): {
  readonly value: Register | undefined;
  readonly problems: readonly ExchangeProblem[];
} {
  const serial = typed.newSerial.trim();
  const unit = registerUnits.find((one) => one === typed.unit);
  const multiplier = readMultiplier(typed.multiplier);
  const dials = /^\d{1,2}$/.test(typed.dials.trim()) ? Number(typed.dials.trim()) : 0;
  const isDials = dials >= fewestDials && dials <= maxDials;
  const problems: ExchangeProblem[] = [
    ...(serial === '' || serial.length > longestSerial
      ? [{ code: 'metering.serial-missing', field: 'newSerial', params: { max: longestSerial } } as const]
      : []),
    ...(typed.size.trim() === '' || typed.size.trim().length > longestSerial
      ? [{ code: 'metering.size-missing', field: 'size' } as const]
      : []),
    ...(unit === undefined
      ? [{ code: 'metering.unit-unknown', field: 'unit', params: { found: typed.unit } } as const]
      : []),
    ...(multiplier === undefined ? [{ code: 'metering.multiplier-unreadable', field: 'multiplier' } as const] : []),
    ...(isDials
      ? []
      : [
          {
            code: 'metering.dials-out-of-range',
            field: 'dials',
            params: { from: fewestDials, to: maxDials },
          } as const,
        ]),
  ];
  if (problems.length > 0 || unit === undefined || multiplier === undefined) return { value: undefined, problems };
  return { value: { serial, unit, multiplier, dials }, problems };
}

/** `10`, `0.1` or `0,1`, more than nothing, without zeros at its end. */
function readMultiplier(text: string): string | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(plain) || Number(plain) <= 0) return undefined;
  const [whole = '', part = ''] = plain.split('.');
  const [units, rest] = [whole.replace(/^0+(?=\d)/, ''), part.replace(/0+$/, '')];
  return rest === '' ? units : `${units}.${rest}`;
}

export const readCount = (text: string): number | undefined =>
  /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** A meter from the shelf, or one whose reads came before anybody described it: it is what it was, and nowhere else. */
export function otherProblems(
  { size }: TypedExchange,
  {
    on,
    other,
    register,
  }: {
    readonly on: Temporal.PlainDate | undefined;
    readonly other: KnownMeter;
    readonly register: Register | undefined;
  },
): readonly ExchangeProblem[] {
  const { serial } = other.register;
  const { served } = other;
  if (served !== undefined && (served.until === undefined || (on !== undefined && isBefore(on, served.until)))) {
    const params = { serial, from: served.from.toString(), until: served.until?.toString() ?? '…' };
    return [{ code: 'metering.serial-in-use', field: 'newSerial', params }];
  }
  if (register === undefined) return [];
  const isDescribed = other.size !== sizeNotSaid;
  const isSame =
    other.register.unit === register.unit &&
    Number(other.register.multiplier) === Number(register.multiplier) &&
    (!isDescribed || (other.register.dials === register.dials && other.size === size.trim()));
  if (isSame) return [];
  const { unit, multiplier, dials } = other.register;
  const params = { serial, unit, multiplier, dials: isDescribed ? dials : register.dials };
  return [
    {
      code: 'metering.serial-known-otherwise',
      field: 'newSerial',
      params: { ...params, size: isDescribed ? other.size : size.trim() },
    },
  ];
}
