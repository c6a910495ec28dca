import { z } from 'zod';
import { type ReviewPolicy, type RunDatePolicy, reviewRules } from '../domain/billing/index.ts';
import { dollars } from './written-values.ts';

const days = z.int().positive();
const times = z.number().min(1);
const share = z.number().min(0).max(1);
const gallons = z.number().min(0);
const rules = z.array(z.enum(reviewRules)).default([]);

const high = z
  .strictObject({
    times,
    times_recent: times,
    times_class: times,
    gallons_a_day: gallons,
    gallons_a_day_unknown: gallons,
  })
  .transform((written) => ({
    times: written.times,
    timesRecent: written.times_recent,
    timesClass: written.times_class,
    gallonsADay: written.gallons_a_day,
    gallonsADayUnknown: written.gallons_a_day_unknown,
  }));

const low = z
  .strictObject({ share, share_recent: share, share_class: share, usual_gallons_a_day: gallons })
  .transform((written) => ({
    share: written.share,
    shareRecent: written.share_recent,
    shareClass: written.share_class,
    usualGallonsADay: written.usual_gallons_a_day,
  }));

const meters = z
  .strictObject({
    name: z.string().min(1),
    rate_classes: z.array(z.string().min(1)).min(1).optional(),
    high: high.optional(),
    low: low.optional(),
    large: z.strictObject({ amount: dollars }).optional(),
  })
  .transform(({ name, rate_classes: rateClasses, ...thresholds }) => ({ name, rateClasses, thresholds }));

const usualClass = {
  name: 'all',
  high: { times: 3, times_recent: 5, times_class: 6, gallons_a_day: 50, gallons_a_day_unknown: 1500 },
  low: { share: 0.2, share_recent: 0.15, share_class: 0.05, usual_gallons_a_day: 30 },
  large: { amount: '400.00' },
};

/**
 * `billing.review` of `utility.yaml`: who looks at a run before it is owed, and at what. A utility that leaves it out has a
 * second person and the rules of every meter.
 */
export const reviewSchema = z
  .strictObject({
    sample: z.boolean().default(false),
    second_person: z.boolean().default(true),
    dates: z
      .strictObject({
        read_through_days_back: days.max(100).default(62),
        issue_days_back: z.int().min(0).max(60).default(7),
        issue_days_ahead: z.int().min(0).max(60).default(21),
      })
      .prefault({})
      .transform(
        (written): RunDatePolicy => ({
          readThroughDaysBack: written.read_through_days_back,
          issueDaysBack: written.issue_days_back,
          issueDaysAhead: written.issue_days_ahead,
        }),
      ),
    never_billed_days: days.default(70),
    off: rules,
    shown: rules,
    backwards_share_percent: z.int().min(1).max(50).default(10),
    least_class_bills: days.default(20),
    classes: z
      .array(meters)
      .refine(
        (classes) => classes.filter((one) => one.rateClasses === undefined).length === 1,
        'one class without rate_classes, for every meter that no other names',
      )
      .refine((classes) => {
        const named = classes.flatMap((one) => one.rateClasses ?? []);
        return new Set(named).size === named.length;
      }, 'each rate class in one class of meters only')
      .prefault([usualClass]),
  })
  .transform((written) => ({
    sample: written.sample,
    secondPerson: written.second_person,
    dates: written.dates,
    neverBilledDays: written.never_billed_days,
    rules: {
      off: written.off,
      shown: written.shown,
      backwardsSharePercent: written.backwards_share_percent,
      minClassBills: written.least_class_bills,
      classes: written.classes,
    } satisfies ReviewPolicy,
  }));
