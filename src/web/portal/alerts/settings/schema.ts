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
import { type Language, ok, type Problem, present, type Result, refused } from '../../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../../domain/payments/index.ts';
import { typedQuantity } from '../../../typed-quantity.ts';

/** Whether a kind comes by a way. */
export const wayField = (kind: AlertKind, way: AlertWay): `way-${AlertKind}-${AlertWay}` => `way-${kind}-${way}`;

const wayFields = alertKinds.flatMap((kind) => alertWays.map((way) => wayField(kind, way)));

/** What the form asks: a kind is on where a box of its row is. */
export const settingsFields = [
  'unit',
  'daily_use',
  'bill_amount',
  'quiet_from',
  'quiet_to',
  'burst_through',
  ...wayFields,
] as const;

export type SettingsForm = Readonly<Record<(typeof settingsFields)[number], string>>;

/** Choices as the form shows them. Where none of the chosen ways is offered any more, the alert comes by email. */
export const formOf = (choices: AlertChoices, offered: readonly AlertWay[]): SettingsForm => ({
  ...(Object.fromEntries(
    alertKinds.flatMap((kind) => {
      const ways = (choices.ways?.[kind] ?? ['email']).filter((way) => offered.includes(way));
      const shown = !choices.kinds.includes(kind) ? [] : ways.length === 0 ? ['email'] : ways;
      return alertWays.map((way) => [wayField(kind, way), shown.includes(way) ? 'yes' : '']);
    }),
  ) as Record<(typeof wayFields)[number], string>),
  unit: choices.unit,
  daily_use: choices.kinds.includes('high-use') ? (choices.dailyUse ?? '') : '',
  bill_amount:
    choices.billAmount === undefined || !choices.kinds.includes('bill-forecast')
      ? ''
      : (choices.billAmount / 100).toFixed(2),
  quiet_from: choices.quiet === undefined ? '' : String(choices.quiet.from),
  quiet_to: choices.quiet === undefined ? '' : String(choices.quiet.to),
  burst_through: choices.burstThroughQuiet ? 'yes' : '',
});

/** The amount that an alert asks for, in its row. */
const amountOf = { 'high-use': 'daily_use', 'bill-forecast': 'bill_amount' } as const;

/** What was sent, as choices. An amount belongs to its alert: typed beside one that is off, it is a mistake. */
export function readSettings(
  form: SettingsForm,
  language: Language,
): Result<AlertChoices, readonly Problem<AlertsProblemCode>[]> {
  const ways = waysOf(form);
  const kinds = alertKinds.filter((kind) => (ways[kind] ?? []).length > 0);
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
    ...(['high-use', 'bill-forecast'] as const)
      .filter((kind) => !kinds.includes(kind) && form[amountOf[kind]].trim() !== '')
      .map((kind) => problem('alerts.amount-without-way', amountOf[kind])),
    ...((from === undefined) === (to === undefined) ? [] : [problem('alerts.quiet-half', 'quiet_from')]),
  ];
  if (unit === undefined || problems.length > 0) return refused(problems);
  return ok({
    kinds,
    unit,
    ways: Object.fromEntries(kinds.flatMap((kind) => (ways[kind]?.join() === 'email' ? [] : [[kind, ways[kind]]]))),
    burstThroughQuiet: form.burst_through === 'yes',
    ...(from === undefined || to === undefined ? {} : { quiet: { from, to } }),
    ...present({ dailyUse }),
    ...(bill.ok && bill.value > 0 ? { billAmount: bill.value } : {}),
  });
}

/** The boxes of each row. A broken pipe is told in one way at least. */
const waysOf = (form: SettingsForm): ChosenWays =>
  Object.fromEntries(
    alertKinds.map((kind) => {
      const ways = alertWays.filter((way) => form[wayField(kind, way)] === 'yes');
      return [kind, ways.length === 0 && kind === 'burst' ? ['email'] : ways];
    }),
  );

const problem = (code: AlertsProblemCode, field: string): Problem<AlertsProblemCode> => ({ code, field });

const hourOf = (text: string): number | undefined =>
  /^\d{1,2}$/.test(text) && Number(text) <= 23 ? Number(text) : undefined;
