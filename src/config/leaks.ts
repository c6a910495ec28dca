import { z } from 'zod';
import type { DetectorSettings } from '../domain/leaks/index.ts';

const hour = z.int().min(0).max(24);
const gallons = z.number().positive();
const count = z.int().positive();

const share = z.number().positive().max(1);

/** At most a week: a longer window would never be met in the days that a scan reads. */
const window = z
  .strictObject({
    hours: count.max(168),
    gallons_an_hour: gallons,
    below: gallons.optional(),
    steady: share.optional(),
  })
  .refine(({ gallons_an_hour: min, below }) => below === undefined || below > min, {
    message: 'more than gallons_an_hour',
    path: ['below'],
  })
  .transform((written) => ({
    hours: written.hours,
    gallonsAnHour: written.gallons_an_hour,
    below: written.below,
    steady: written.steady,
  }));

const steadyWindow = z
  .strictObject({ hours: count.max(168), gallons_an_hour: gallons, flowing: share, steady: share })
  .transform((written) => ({
    hours: written.hours,
    gallonsAnHour: written.gallons_an_hour,
    flowing: written.flowing,
    steady: written.steady,
  }));

/** With what is usual before it, at most as long as the days that a scan reads. */
const addedWindow = z
  .strictObject({
    hours: count.max(168),
    gallons_an_hour: gallons,
    evidence: z.number().positive(),
    fine_evidence: z.number().positive().optional(),
  })
  .transform((written) => ({
    hours: written.hours,
    gallonsAnHour: written.gallons_an_hour,
    evidence: written.evidence,
    fineEvidence: written.fine_evidence,
  }));

const appliance = z
  .strictObject({
    high_above_celsius: z.number().optional(),
    high_below_celsius: z.number().optional(),
    gallons_an_hour: gallons,
  })
  .refine((written) => (written.high_above_celsius === undefined) !== (written.high_below_celsius === undefined), {
    message: 'either high_above_celsius or high_below_celsius',
    path: ['high_above_celsius'],
  })
  .transform((written) => ({
    highAboveCelsius: written.high_above_celsius,
    highBelowCelsius: written.high_below_celsius,
    gallonsAnHour: written.gallons_an_hour,
  }));

const addedFlow = z
  .strictObject({
    usual_days: count.min(10).max(28),
    windows: z.array(addedWindow).min(1),
    hose_gallons_an_hour: gallons,
    appliances: z.array(appliance).default([]),
  })
  .transform((written) => ({
    usualDays: written.usual_days,
    windows: written.windows,
    hoseGallonsAnHour: written.hose_gallons_an_hour,
    appliances: written.appliances,
  }));

const smallFlow = z
  .strictObject({
    usual_days: count.min(10).max(28),
    from_gallons_an_hour: gallons,
    to_gallons_an_hour: gallons,
    windows: z.array(z.strictObject({ hours: count.max(168), evidence: z.number().positive() })).min(1),
    cold: z.strictObject({
      high_below_celsius: z.number(),
      evidence: z.number().positive(),
      silent_below_celsius: z.number(),
      known_days: count.max(28).optional(),
    }),
    coolers: z.strictObject({ high_above_celsius: z.number(), gallons_an_hour: gallons }),
  })
  .refine((written) => written.from_gallons_an_hour < written.to_gallons_an_hour, {
    message: 'a from_gallons_an_hour below its to_gallons_an_hour, such as 1 and 3',
    path: ['from_gallons_an_hour'],
  })
  .transform((written) => ({
    usualDays: written.usual_days,
    fromGallonsAnHour: written.from_gallons_an_hour,
    toGallonsAnHour: written.to_gallons_an_hour,
    windows: written.windows,
    cold: {
      highBelowCelsius: written.cold.high_below_celsius,
      evidence: written.cold.evidence,
      silentBelowCelsius: written.cold.silent_below_celsius,
      knownDays: written.cold.known_days,
    },
    coolers: {
      highAboveCelsius: written.coolers.high_above_celsius,
      gallonsAnHour: written.coolers.gallons_an_hour,
    },
  }));

const night = { from_hour: hour, to_hour: hour };
const isNight = (written: { from_hour: number; to_hour: number }): boolean => written.from_hour < written.to_hour;
const nightMessage = { message: 'a from_hour before its to_hour, such as 1 and 5', path: ['from_hour'] };

const overnightWindow = z
  .strictObject({
    nights: count,
    of_nights: count.max(28),
    gallons_an_hour: gallons,
    steady: share,
    asks_weather: z.boolean().optional(),
  })
  .refine((written) => written.nights <= written.of_nights, {
    message: 'at most as many nights as of_nights',
    path: ['nights'],
  })
  .transform((written) => ({
    nights: written.nights,
    ofNights: written.of_nights,
    gallonsAnHour: written.gallons_an_hour,
    steady: written.steady,
    asksWeather: written.asks_weather,
  }));

const overnight = z
  .strictObject({ ...night, windows: z.array(overnightWindow).min(1) })
  .refine(isNight, nightMessage)
  .transform((written) => ({ fromHour: written.from_hour, toHour: written.to_hour, windows: written.windows }));

const nightRise = z
  .strictObject({
    ...night,
    nights: count,
    usual_nights: count,
    gallons_an_hour: gallons,
    times: z.number().min(1),
    steady: share,
  })
  .refine(isNight, nightMessage)
  .transform((written) => ({
    fromHour: written.from_hour,
    toHour: written.to_hour,
    nights: written.nights,
    usualNights: written.usual_nights,
    gallonsAnHour: written.gallons_an_hour,
    times: written.times,
    steady: written.steady,
  }));

/** With the days that they are held against, at most as long as the days that a scan reads. */
const risen = z
  .strictObject({
    days: count.max(4),
    usual_days: count.min(10).max(28),
    gallons_an_hour: gallons,
    times: z.number().min(1),
    differences: z.number().positive(),
    of_middle: z.number().positive().optional(),
  })
  .transform((written) => ({
    days: written.days,
    usualDays: written.usual_days,
    gallonsAnHour: written.gallons_an_hour,
    times: written.times,
    differences: written.differences,
    ofMiddle: written.of_middle,
  }));

const rules = z
  .strictObject({
    name: z.string().min(1),
    rate_classes: z.array(z.string().min(1)).min(1).optional(),
    continuous_flow: z.array(window).min(1).optional(),
    steady_flow: z.array(steadyWindow).min(1).optional(),
    added_flow: addedFlow.optional(),
    small_flow: smallFlow.optional(),
    overnight_minimum: overnight.optional(),
    burst: z.array(window).min(1).optional(),
    open_hose: window.optional(),
    night_flow_rise: nightRise.optional(),
    risen_flow: risen.optional(),
    vacation_use: z
      .strictObject({ hours: count.max(24), gallons_an_hour: gallons })
      .transform((written) => ({ hours: written.hours, gallonsAnHour: written.gallons_an_hour }))
      .optional(),
    no_flow: z
      .strictObject({ days: count, used_days: count.max(28) })
      .transform((written) => ({ days: written.days, usedDays: written.used_days }))
      .optional(),
    high_use: z
      .strictObject({ days: count, usual_days: count.min(14), times: z.number().min(1), gallons_a_day: gallons })
      .transform((written) => ({
        days: written.days,
        usualDays: written.usual_days,
        times: written.times,
        gallonsADay: written.gallons_a_day,
      }))
      .optional(),
    cooling_towers: z
      .strictObject({
        high_above_celsius: z.number(),
        usual_days: count.min(10).max(28),
        below_gallons_an_hour: gallons,
      })
      .transform((written) => ({
        highAboveCelsius: written.high_above_celsius,
        usualDays: written.usual_days,
        belowGallonsAnHour: written.below_gallons_an_hour,
      }))
      .optional(),
    fuller_house: z
      .strictObject({
        usual_days: count.min(10).max(28),
        below_gallons_an_hour: gallons,
        evidence: z.number().positive(),
      })
      .transform((written) => ({
        usualDays: written.usual_days,
        belowGallonsAnHour: written.below_gallons_an_hour,
        evidence: written.evidence,
      }))
      .optional(),
    frost: z
      .strictObject({ high_below_celsius: z.number(), gallons_an_hour: gallons })
      .transform((written) => ({
        highBelowCelsius: written.high_below_celsius,
        gallonsAnHour: written.gallons_an_hour,
      }))
      .optional(),
  })
  .transform((written) => ({
    name: written.name,
    rateClasses: written.rate_classes,
    settings: {
      continuousFlow: written.continuous_flow,
      steadyFlow: written.steady_flow,
      addedFlow: written.added_flow,
      smallFlow: written.small_flow,
      overnightMinimum: written.overnight_minimum,
      burst: written.burst,
      openHose: written.open_hose,
      nightFlowRise: written.night_flow_rise,
      risenFlow: written.risen_flow,
      vacationUse: written.vacation_use,
      noFlow: written.no_flow,
      highUse: written.high_use,
      frost: written.frost,
      fullerHouse: written.fuller_house,
      coolingTowers: written.cooling_towers,
    } satisfies DetectorSettings,
  }));

/** `leaks:` of `utility.yaml`: the detectors' thresholds for each class of meters. A rule that is left out is off. */
export const leaksSchema = z.strictObject({
  sample: z.boolean().default(false),
  on: z.boolean(),
  classes: z
    .array(rules)
    .refine(
      (classes) => classes.filter((one) => one.rateClasses === undefined).length === 1,
      'one class without rate_classes, for every meter that no other names',
    )
    .refine((classes) => {
      const named = classes.flatMap((one) => one.rateClasses ?? []);
      return new Set(named).size === named.length;
    }, 'each rate class in one class of meters only'),
});
