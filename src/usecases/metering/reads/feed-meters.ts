import { convertVolume, exact, present, type VolumeUnit } from '../../../domain/kernel/index.ts';
import { type MeteredRegister, type MeterNames, usualRegisterRules } from '../../../domain/metering/index.ts';
import type { MeterOfFeed } from '../../../store/metering/index.ts';

/** A meter while its file is read. */
export interface FeedMeter {
  /** 0 until it is made. */
  id: number;
  readonly serial: string;
  /** What its channel counts; of a new one what its first read says. */
  unit: VolumeUnit | undefined;
  /** −1: it has no channel yet. */
  decimals: number;
  /** A reader may come to it. */
  readonly isInstalled?: boolean;
  readonly register?: { readonly unit: VolumeUnit; readonly multiplier: string; readonly dials: number };
}

/** The meters of the utility by their place in the list, as the reads of one file find them. */
export interface FeedMeters extends MeterNames {
  readonly list: readonly FeedMeter[];
  /** Why a meter has no place for reads of this unit. */
  problemOf(name: string, unit: VolumeUnit): 'metering.meter-unknown' | 'metering.unit-of-other-channel';
}

export function feedMeters(rows: readonly MeterOfFeed[], addUnknown: boolean): FeedMeters {
  const list: FeedMeter[] = rows.map((row) => ({
    id: row.id,
    serial: row.serial,
    unit: row.channelUnit ?? undefined,
    decimals: row.channelDecimals ?? -1,
    isInstalled: row.isInstalled,
    register: { unit: row.unit, multiplier: row.multiplier, dials: row.dials },
  }));
  const places = new Map(list.map((meter, place) => [meter.serial, place]));
  return {
    list,
    place(name, unit) {
      let place = places.get(name);
      if (place === undefined) {
        if (!addUnknown) return -1;
        place = list.push({ id: 0, serial: name, unit, decimals: -1 }) - 1;
        places.set(name, place);
      }
      const meter = list[place];
      if (meter === undefined) return -1;
      meter.unit ??= unit;
      return meter.unit === unit ? place : -1;
    },
    problemOf: (name) => (places.has(name) ? 'metering.unit-of-other-channel' : 'metering.meter-unknown'),
  };
}

/** How the meter's register is judged, in counts of its channel. */
export function registerOf(meter: FeedMeter): MeteredRegister {
  const dials = dialsOf(meter);
  const { serial, unit, decimals } = meter;
  return {
    ...{ serial, rules: dials === undefined ? usualRegisterRules : { ...usualRegisterRules, dials } },
    ...present({ channel: unit === undefined ? undefined : { unit, decimals: Math.max(0, decimals) } }),
  };
}

/** The digits after which the channel's register goes round; unknown where that is no whole number of digits. */
function dialsOf({ register, unit, decimals }: FeedMeter): number | undefined {
  if (register === undefined || unit === undefined) return undefined;
  const turn = convertVolume(exact(register.multiplier).mul(exact(10 ** register.dials)), register.unit, unit);
  const counts = turn.mul(exact(10 ** decimals)).valueOf();
  const digits = Math.round(Math.log10(counts));
  return counts === 10 ** digits && digits <= 15 ? digits : undefined;
}
