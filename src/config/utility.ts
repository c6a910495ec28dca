import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { usualClosedDays } from '../domain/accounts/index.ts';
import { billers } from '../domain/exchange/index.ts';
import { languageTag, ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { accessibilitySchema } from './accessibility.ts';
import { accountNumberSchema } from './account-number.ts';
import { assistanceSchema } from './assistance.ts';
import { rebatesSchema, similarHomesSchema, wateringSchema } from './conservation.ts';
import { depositsSchema } from './deposits.ts';
import { exchangeSchema } from './exchange.ts';
import { feesSchema } from './fees.ts';
import { leaksSchema } from './leaks.ts';
import { lookSchema } from './look.ts';
import { reviewSchema } from './review.ts';
import { validationSchema } from './validation.ts';
import { weatherSchema } from './weather.ts';
import { dollars, phone, positive, wording } from './written-values.ts';

const zone = z.string().refine((name) => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}, 'a time zone of the IANA database, such as America/Los_Angeles');

const localDateTime = z.string().transform((text, context) => {
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'a local date and time such as 2026-05-06T08:00:00' });
    return z.NEVER;
  }
});

const language = z.string().regex(languageTag, 'tags of languages, the usual one first: [es, en]');

const utilitySchema = z
  .strictObject({
    name: z.string().min(1),
    short_name: z.string().min(1),
    official_address: z.url({ protocol: /^https$/ }),
    time_zone: zone,
    look: lookSchema,
    languages: z
      .tuple([language], language)
      .refine((all) => new Set(all).size === all.length, 'each language once, the usual one first: [es, en]'),
    contact: z.strictObject({
      street: z.string().min(1),
      city: z.string().min(1),
      state: z.string().length(2),
      zip: z.string().regex(/^\d{5}(-\d{4})?$/, 'a ZIP code in quotes, such as "97501"'),
      office_hours: wording,
      billing_phone: phone,
      after_hours_phone: phone,
      email: z.email(),
    }),
    accessibility: accessibilitySchema.optional(),
    account_number: accountNumberSchema,
    closed_accounts: z
      .strictObject({
        visible_days: z.int('days, such as 90').min(0, 'days, such as 90').max(3650, 'at most ten years of days'),
      })
      .prefault({ visible_days: usualClosedDays }),
    transition: z.strictObject({
      cut_over: localDateTime,
      old_portal: wording,
      late_fee_hold: z.strictObject({ sample: z.boolean().default(false), days: positive }),
      last_draft_days: positive.default(5),
      old_portal_address: z.url({ protocol: /^https?$/ }).optional(),
    }),
    billing: z
      .strictObject({
        by: z.enum(billers).default('caudal'),
        due_days: z.strictObject({ value: positive, sample: z.boolean().default(false) }),
        minimum_days: positive,
        cycles: z
          .array(
            z.strictObject({
              name: z.string().min(1),
              read_day: z.int().min(1).max(28),
              issue_after_days: z.int().min(0).max(20),
            }),
          )
          .min(1)
          .refine(
            (cycles) => new Set(cycles.map(({ name }) => name)).size === cycles.length,
            'each cycle once: accounts name theirs',
          ),
        late_fee: z.strictObject({
          sample: z.boolean().default(false),
          after_days: positive,
          amount: dollars,
          minimum: dollars,
        }),
        rates: z.array(z.string().regex(/\.owrs$/, 'a file name that ends in .owrs')),
        review: reviewSchema.prefault({}),
      })
      .refine(({ by, rates }) => by === 'cis' || rates.length > 0, {
        path: ['rates'],
        message: 'at least one file of rates: who makes the bills needs them (billing.by: caudal)',
      }),
    exchange: exchangeSchema.prefault({}),
    deposits: depositsSchema,
    fees: feesSchema,
    assistance: assistanceSchema,
    autopay: z.strictObject({
      lead_hours: positive,
      draft_hour: z.int().min(0).max(23),
      most_days_before_due: z.int().min(0).max(20),
    }),
    payments: z.strictObject({
      minimum: dollars,
      maximum_ahead: dollars,
      convenience_fee: z.strictObject({ card: dollars, bank: dollars }),
      cards: z.array(z.string()).min(1),
    }),
    leaks: leaksSchema,
    weather: weatherSchema.optional(),
    vee: validationSchema,
    alerts: z.strictObject({
      sample: z.boolean().default(false),
      comes_back_within_days: positive,
      quiet_days: positive.default(7),
      stopped_after_hours: positive,
      fix_checked_hours: positive,
      progress_days: z.array(positive).min(1),
      letter_after_days: positive,
    }),
    system_water: z.strictObject({
      sample: z.boolean().default(false),
      zero_use_days: positive,
      unbilled_days: positive,
      night: z
        .strictObject({ from_hour: z.int().min(0).max(23), to_hour: z.int().min(1).max(24) })
        .refine((night) => night.from_hour < night.to_hour, 'a from_hour before its to_hour, such as 1 and 5'),
      unbilled_authorized_percent: z.number().min(0).max(100),
    }),
    leak_credit: z.strictObject({
      sample: z.boolean().default(false),
      share_percent: z.int().min(0).max(100),
      cap: dollars,
      bills: positive,
      usual_bills: positive,
      least_gallons: positive,
      ask_within_days: positive,
      once_in_months: positive,
    }),
    similar_homes: similarHomesSchema,
    watering: wateringSchema,
    rebates: rebatesSchema,
    billed_by_others: z.array(z.strictObject({ name: z.string(), phone, charges: wording })),
  })
  .transform((written) => ({
    ...written,
    /** When the new portal opens, as a moment. */
    cutOver: written.transition.cut_over.toZonedDateTime(written.time_zone).toInstant(),
  }));

/** A utility, as its `utility.yaml` says. Money is in cents, dates are `Temporal`. */
export type Utility = z.output<typeof utilitySchema>;

/** Reads `utility.yaml`; every error is listed, each with its place, what was expected, and the value found. */
export function parseUtility(file: string, text: string): Result<Utility, readonly Problem[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return refused(
      document.errors.map((error) => ({
        code: 'config.yaml-unreadable',
        params: { reason: error.message.split('\n')[0] ?? error.code },
        place: { file, line: lines.linePos(error.pos[0]).line, column: lines.linePos(error.pos[0]).col },
      })),
    );
  }
  const parsed = utilitySchema.safeParse(document.toJS());
  if (parsed.success) return ok(parsed.data);
  return refused(
    parsed.error.issues.map((issue) => {
      const path = issue.path.map(String);
      const { line, column } = placeOf(document.contents, path, lines);
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
      return {
        code: unknown === undefined ? 'config.value-unexpected' : 'config.key-unknown',
        field: [...path, ...(unknown === undefined ? [] : [unknown])].join('.'),
        params: { expected: issue.message },
        place: { file, line, column },
      };
    }),
  );
}

/** The place of the deepest node on `path` that is written; where a key is missing, that of the map it belongs to. */
function placeOf(root: unknown, path: readonly string[], lines: LineCounter): { line: number; column: number } {
  let node = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const key of path) {
    const next = isMap(node) ? node.get(key, true) : isSeq(node) ? node.get(Number(key), true) : undefined;
    if (!isNode(next)) break;
    node = next;
    offset = next.range?.[0] ?? offset;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
