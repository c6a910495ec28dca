import { isAfter, isBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import {
  beyondDials,
  closingProblems,
  dayProblems,
  type KnownMeter,
  type MeterExchange,
  type MeterInPlace,
  otherProblems,
  readCount,
  readRegister,
  type TypedExchange,
} from './meter-exchange.ts';
import type { MeteringProblemCode } from './problems.ts';

type MeterProblem = Problem<MeteringProblemCode>;

/** A meter that is put in where none is, as somebody typed it. */
export type TypedInstall = Omit<TypedExchange, 'serial' | 'closing'>;

/** Where a meter is put in. */
export interface PlaceForMeter {
  /** What is in service there already. */
  readonly serial?: string;
  /** When the last one was taken out. */
  readonly emptySince?: Temporal.PlainDate;
  /** The end of the last bill of who is or was served there. */
  readonly billedThrough?: Temporal.PlainDate;
}

/** A first meter, or one after a time without: what it counts from, on a day that no bill has billed. All that is wrong is said at once. */
export function installOf(
  typed: TypedInstall,
  { place, other }: { readonly place: PlaceForMeter; readonly other?: KnownMeter | undefined },
  today: Temporal.PlainDate,
): Result<Omit<MeterExchange, 'closing'>, readonly MeterProblem[]> {
  const { on } = typed;
  const opening = readCount(typed.opening);
  const register = readRegister({ ...typed, serial: '', closing: '' });
  const problems: MeterProblem[] = [
    ...(place.serial === undefined
      ? []
      : [{ code: 'metering.meter-there-already', params: { serial: place.serial } } as const]),
    ...installDayProblems(on, place, today),
    ...register.problems,
    ...(opening === undefined
      ? [{ code: 'metering.read-unreadable', field: 'opening' } as const]
      : beyondDials(register.value, { field: 'opening', count: opening })),
    ...(other === undefined
      ? []
      : otherProblems({ ...typed, serial: '', closing: '' }, { on, other, register: register.value })),
  ];
  if (problems.length > 0 || on === undefined || opening === undefined || register.value === undefined)
    return refused(problems);
  return ok({ on, opening, register: register.value, size: typed.size.trim() });
}

function installDayProblems(
  on: Temporal.PlainDate | undefined,
  { emptySince, billedThrough }: PlaceForMeter,
  today: Temporal.PlainDate,
): readonly MeterProblem[] {
  const wrong = (code: MeteringProblemCode, params: NonNullable<MeterProblem['params']>) => [
    { code, field: 'on', params },
  ];
  if (on === undefined) return wrong('metering.exchange-day-unreadable', {});
  if (isAfter(on, today)) return wrong('metering.exchange-in-future', { today: today.toString() });
  if (billedThrough !== undefined && isBefore(on, billedThrough)) {
    return wrong('metering.exchange-in-billed-time', { billed: billedThrough.toString() });
  }
  return emptySince !== undefined && isBefore(on, emptySince)
    ? wrong('metering.install-before-removal', { removed: emptySince.toString() })
    : [];
}

/** A meter that is taken out and not replaced: its last count, on a day that no bill has billed and no read lies after. */
export function removalOf(
  typed: { readonly on?: Temporal.PlainDate; readonly closing: string },
  old: MeterInPlace,
  today: Temporal.PlainDate,
): Result<{ readonly on: Temporal.PlainDate; readonly closing: number }, readonly MeterProblem[]> {
  const { on } = typed;
  const closing = readCount(typed.closing);
  const problems: MeterProblem[] = [
    ...dayProblems(on, old, today),
    ...(closing === undefined
      ? [{ code: 'metering.read-unreadable', field: 'closing' } as const]
      : closingProblems({ on, count: closing }, old)),
  ];
  if (problems.length > 0 || on === undefined || closing === undefined) return refused(problems);
  return ok({ on, closing });
}
