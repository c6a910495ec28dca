import { z } from 'zod';
import type { ValidationConfig, ValidationSettings } from '../domain/validation/index.ts';
import { dollars } from './written-values.ts';

const count = z.int().positive();
const gallons = z.number().positive();
const times = z.number().min(1);
const likeness = z.number().min(0).max(1);

const spike = z
  .strictObject({ hours: count.max(24), gallons_an_hour: gallons, times })
  .transform((written) => ({ hours: written.hours, gallonsAnHour: written.gallons_an_hour, times: written.times }));
const stuck = z
  .strictObject({ days: count, used_days: count.max(28) })
  .transform((written) => ({ days: written.days, usedDays: written.used_days }));
const rollover = z
  .strictObject({ share_percent: count.max(50) })
  .transform((written) => ({ sharePercent: written.share_percent }));
const gap = z
  .strictObject({ hours: count, silent_hours: count })
  .transform((written) => ({ hours: written.hours, silentHours: written.silent_hours }));
const clockShift = z
  .strictObject({ days: count.min(4), usual_days: count.min(14), likeness, better_by: likeness })
  .transform((written) => ({
    days: written.days,
    usualDays: written.usual_days,
    likeness: written.likeness,
    betterBy: written.better_by,
  }));

const rules = z
  .strictObject({
    name: z.string().min(1),
    rate_classes: z.array(z.string().min(1)).min(1).optional(),
    spike: spike.optional(),
    stuck: stuck.optional(),
    rollover: rollover.optional(),
    gap: gap.optional(),
    negative_flow: z.strictObject({ gallons }).optional(),
    clock_shift: clockShift.optional(),
    sum_check: z.strictObject({ gallons, percent: z.number().min(0) }).optional(),
  })
  .transform((written) => ({
    name: written.name,
    rateClasses: written.rate_classes,
    settings: {
      spike: written.spike,
      stuck: written.stuck,
      rollover: written.rollover,
      gap: written.gap,
      negativeFlow: written.negative_flow,
      clockShift: written.clock_shift,
      sumCheck: written.sum_check,
    } satisfies ValidationSettings,
  }));

/** `vee:` of `utility.yaml`: validation, estimation and editing of hours, for each class of meters. */
export const validationSchema = z
  .strictObject({
    sample: z.boolean().default(false),
    on: z.boolean(),
    // Fewer days hold no month between two register reads; more are read at every scan of every meter.
    scan_days: count.min(35).max(120),
    like_day_weeks: count.max(12),
    billing: z.strictObject({
      most_missing_percent: z.int().min(0).max(100),
      carry_up_to: z.strictObject({ gallons: z.int().min(0), amount: dollars }),
    }),
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
  })
  .transform((written) => ({
    sample: written.sample,
    on: written.on,
    scanDays: written.scan_days,
    likeDayWeeks: written.like_day_weeks,
    maxMissingPercent: written.billing.most_missing_percent,
    carryUpTo: written.billing.carry_up_to,
    classes: written.classes,
  })) satisfies z.ZodType<ValidationConfig>;
