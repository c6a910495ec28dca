import { convertVolume, type Exact, exact, type VolumeUnit } from '../kernel/index.ts';

/** How a meter counts: whole `unit`s times `multiplier`, from 0 to 10^`dials` − 1 and round again. */
export interface Register {
  readonly serial: string;
  readonly unit: VolumeUnit;
  /** A decimal as text, e.g. `10` for a register whose last digit counts tens of gallons. */
  readonly multiplier: string;
  readonly dials: number;
}

/** What `count` counts of the register are in `unit`, exactly. */
export function volumeOf({ multiplier, unit: counted }: Register, count: number, unit: VolumeUnit): Exact {
  const times = multiplier === '1' ? exact(count) : exact(multiplier).mul(count);
  return convertVolume(times, counted, unit);
}

/** The whole counts nearest below `volume` of `unit`: what the dial would show of it. */
export function countsOf(register: Register, volume: Exact, unit: VolumeUnit): number {
  const whole = convertVolume(volume, unit, register.unit).div(exact(register.multiplier)).floor();
  return Number(whole.s * whole.n);
}
