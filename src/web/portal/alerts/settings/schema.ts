import {
  type AlertChoices,
  type AlertKind,
  type AlertsProblemCode,
  type AlertWay,
  alertKinds,
  alertWays,
  type ChosenWays,
  readingUnits,
} from '../../../../domain/alerts/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../../domain/payments/index.ts';
import { typedQuantity } from '../../../typed-quantity.ts';

/** Whether a kind comes by a way. */
export const wayField = (kind: AlertKind, way: AlertWay): `way-${AlertKind}-${AlertWay}` => `way-${kind}-${way}`;

const wayFields = alertKinds.flatMap((kind) => alertWays.map((way) => wayField(kind, way)));

/** What the form asks; a kind is its own checkbox, named as it is. */
export const settingsFields = [
  ...alertKinds,
  'unit',
  'daily_use',
  'bill_amount',
  'quiet_from',
  'quiet_to',
  'burst_through',
  ...wayFields,
] as const;

export type SettingsForm = Readonly<Record<(typeof settingsFields)[number], string>>;

/** Choices as the form shows them. */
export const formOf = (choices: AlertChoices): SettingsForm => ({
  ...(Object.fromEntries(alertKinds.map((kind) => [kind, choices.kinds.includes(kind) ? 'yes' : ''])) as Record<
    AlertKind,
    string
  >),
  ...(Object.fromEntries(
    alertKinds.flatMap((kind) =>
      alertWays.map((way) => [wayField(kind, way), (choices.ways?.[kind] ?? ['email']).includes(way) ? 'yes' : '']),
    ),
  ) as Record<(typeof wayFields)[number], string>),
  unit: choices.unit,
  daily_use: choices.dailyUse ?? '',
  bill_amount: choices.billAmount === undefined ? '' : (choices.billAmount / 100).toFixed(2),
  quiet_from: choices.quiet === undefined ? '' : String(choices.quiet.from),
  quiet_to: choices.quiet === undefined ? '' : String(choices.quiet.to),
  burst_through: choices.burstThroughQuiet ? 'yes' : '',
});

/** What was sent, as choices. An amount is asked for only where its alert is on. */
export function readSettings(
  form: SettingsForm,
  language: 'es' | 'en',
): Result<AlertChoices, readonly Problem<AlertsProblemCode>[]> {
  const kinds = alertKinds.filter((kind) => form[kind] === 'yes');
  const unit = readingUnits.find((known) => known === form.unit);
  const from = hourOf(form.quiet_from);
  const to = hourOf(form.quiet_to);
  const dailyUse = typedQuantity(form.daily_use);
  const bill = readTypedAmount(form.bill_amount, language);
  const problems = [
    ...(unit === undefined ? [problem('alerts.unit-missing', 'unit')] : []),
    // Without a limit for a day, the meter's own habit decides.
    ...(kinds.includes('high-use') && dailyUse === undefined && form.daily_use.trim() !== ''
      ? [problem('alerts.daily-use-unreadable', 'daily_use')]
      : []),
    ...(kinds.includes('bill-forecast') && !(bill.ok && bill.value > 0)
      ? [
          problem(
            form.bill_amount.trim() === '' ? 'alerts.bill-amount-missing' : 'alerts.bill-amount-unreadable',
            'bill_amount',
          ),
        ]
      : []),
    ...((from === undefined) === (to === undefined) ? [] : [problem('alerts.quiet-half', 'quiet_from')]),
  ];
  if (unit === undefined || problems.length > 0) return refused(problems);
  return ok({
    kinds,
    unit,
    ways: waysOf(form),
    burstThroughQuiet: form.burst_through === 'yes',
    ...(from === undefined || to === undefined ? {} : { quiet: { from, to } }),
    ...present({ dailyUse }),
    ...(bill.ok && bill.value > 0 ? { billAmount: bill.value } : {}),
  });
}

/** A kind that no way was chosen for comes by email, as one that is not named. */
const waysOf = (form: SettingsForm): ChosenWays =>
  Object.fromEntries(
    alertKinds.flatMap((kind) => {
      const ways = alertWays.filter((way) => form[wayField(kind, way)] === 'yes');
      return ways.length === 0 || ways.join() === 'email' ? [] : [[kind, ways]];
    }),
  );

const problem = (code: AlertsProblemCode, field: string): Problem<AlertsProblemCode> => ({ code, field });

const hourOf = (text: string): number | undefined =>
  /^\d{1,2}$/.test(text) && Number(text) <= 23 ? Number(text) : undefined;
