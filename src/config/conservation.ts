import { z } from 'zod';
import { fewestHomes, homeTraits, turns, type WateringStage, weekdays } from '../domain/conservation/index.ts';
import { documentKinds, type RebateProgramme } from '../domain/credits/index.ts';
import { isAfter, isOnOrBefore } from '../domain/kernel/index.ts';
import { date, dollars, eachOnce, id, positive, wording } from './written-values.ts';

const rising = (from: readonly number[]): boolean =>
  from.every((one, index) => index === 0 || one > (from[index - 1] ?? one));
const bands = (first: number) =>
  z
    .array(z.int().min(first))
    .min(1)
    .refine((from) => from[0] === first && rising(from), `where each band begins, rising, the first with ${first}`);

/** `similar_homes:` of `utility.yaml`: with whom a home is compared. */
export const similarHomesSchema = z.strictObject({
  sample: z.boolean().default(false),
  rate_classes: z.array(z.string().min(1)).min(1),
  from_day: z.int().min(1).max(28),
  least_homes: z.int().min(fewestHomes, `at least ${fewestHomes}: with fewer, one home could be told`),
  efficient_percent: z.int().min(10).max(40),
  round_gallons: z.int().min(5, 'at least 5: what others use is never said to the gallon'),
  empty_below_gallons: z.number().nonnegative(),
  people_from: bands(1),
  garden_from: bands(0),
  steps: z
    .array(z.array(z.enum(homeTraits)).min(1))
    .min(1)
    .refine(
      (steps) => steps.every((step) => step.includes('class')),
      'class in every step: nobody is compared with a shop',
    ),
});

const month = z.int().min(1).max(12);
const months = z.array(month).min(1);

const stage = z
  .strictObject({
    id: z.string().min(1),
    name: wording,
    says: wording,
    by: z.enum(turns),
    groups: z.array(z.strictObject({ group: z.string().min(1), days: z.array(z.enum(weekdays)) })).min(1),
    not_between: z
      .strictObject({ from_hour: z.int().min(0).max(23), to_hour: z.int().min(1).max(24) })
      .refine(({ from_hour, to_hour }) => from_hour < to_hour, 'a from_hour before its to_hour, such as 10 and 18')
      .optional(),
  })
  .refine(({ by, groups }) => {
    const named = groups.map(({ group }) => group).toSorted();
    if (by === 'zone') return new Set(named).size === named.length;
    return named.join() === (by === 'everyone' ? 'everyone' : 'even,odd');
  }, 'the group everyone, the groups odd and even by house-number, or each zone once');

/** `watering:` of `utility.yaml`: when a garden may be watered, and what tells watering from other use. */
export const wateringSchema = z
  .strictObject({
    sample: z.boolean().default(false),
    season_months: months,
    indoor_months: months,
    seems: z.strictObject({ gallons_an_hour: z.number().positive(), days: z.int().positive() }),
    stages: z.array(stage),
    announced: z
      .array(z.strictObject({ from: date, stage: z.string() }))
      .refine(
        (list) => list.every(({ from }, index) => index === 0 || isAfter(from, list[index - 1]?.from ?? from)),
        'announcements in the order of their dates',
      ),
  })
  .refine(({ stages, announced }) => announced.every((one) => stages.some(({ id }) => id === one.stage)), {
    message: 'stages that are described under stages',
    path: ['announced'],
  })
  .transform((written) => {
    const stages = new Map(
      written.stages.map((one): [string, WateringStage] => [
        one.id,
        {
          id: one.id,
          by: one.by,
          groups: one.groups,
          ...(one.not_between === undefined
            ? {}
            : { notBetween: { from: one.not_between.from_hour, to: one.not_between.to_hour } }),
        },
      ]),
    );
    return {
      sample: written.sample,
      seasonMonths: written.season_months,
      indoorMonths: written.indoor_months,
      signs: { gallonsAnHour: written.seems.gallons_an_hour, days: written.seems.days },
      /** What a stage is called and says, by its id. */
      words: Object.fromEntries(written.stages.map(({ id, name, says }) => [id, { name, says }])),
      announced: written.announced.flatMap(({ from, stage: id }) => {
        const known = stages.get(id);
        return known === undefined ? [] : [{ from, stage: known }];
      }),
    };
  });

const programme = z
  .strictObject({
    id,
    name: wording,
    says: wording,
    amount: dollars,
    share_percent: z.int().min(1).max(100),
    most_items: positive,
    documents: z.array(z.enum(documentKinds)).min(1),
    budget: dollars,
    from: date,
    until: date,
    ask_within_days: positive,
  })
  .refine(({ from, until }) => isOnOrBefore(from, until), {
    message: 'a day from which it can be asked, not after the last one',
    path: ['from'],
  });

/** `rebates:` of `utility.yaml`: what the utility pays for. */
export const rebatesSchema = z
  .strictObject({
    sample: z.boolean().default(false),
    second_approval_above: dollars,
    programmes: z.array(programme).refine(eachOnce, 'each id once'),
  })
  .transform((written) => ({
    sample: written.sample,
    secondApprovalAbove: written.second_approval_above,
    /** What a programme is called and asks for, by its id. */
    words: Object.fromEntries(
      written.programmes.map(({ id: name, ...one }) => [name, { name: one.name, says: one.says }]),
    ),
    programmes: written.programmes.map(
      (one): RebateProgramme => ({
        id: one.id,
        amountEach: one.amount,
        sharePercent: one.share_percent,
        maxItems: one.most_items,
        documents: one.documents,
        budget: one.budget,
        from: one.from,
        until: one.until,
        askWithinDays: one.ask_within_days,
      }),
    ),
  }));
