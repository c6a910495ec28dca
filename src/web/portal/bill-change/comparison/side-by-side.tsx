import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import { type BillDocument, type BillLine, chargeOfLine, lineLabel } from '../../../../domain/billing/index.ts';
import { type Cents, cents, convertVolume, type Exact, exact, sumCents } from '../../../../domain/kernel/index.ts';
import type { UseOfBill } from '../../../../usecases/usage/index.ts';
import { Table } from '../../../components/table.tsx';
import { waterText } from '../../../components/use/use-words.ts';
import { degreesText, rainText } from '../../../components/use/weather-words.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import type { Words } from '../../../words/words.ts';

export interface Side {
  readonly bill: BillDocument;
  readonly use: UseOfBill;
}

export interface SidesProps {
  readonly c: PageContext;
  readonly unit: ReadingUnit;
  readonly now: Side;
  readonly before: Side;
}

interface Row {
  readonly name: string;
  readonly now: string;
  readonly before: string;
  readonly difference: string;
}

/** Two bills line by line, with what differs. */
export function SideBySide({ c, unit, now, before }: SidesProps) {
  const { t } = c.var;
  // A day that may break: on a phone four columns stand side by side.
  const heading = ({ bill }: Side) => t.date(bill.issuedOn);
  const links = [now, before].map(({ bill }) => (
    <a href={paths.bill(bill.account, bill.number)}>{t('bill.title', { date: t.date(bill.issuedOn) })}</a>
  ));
  return (
    <>
      <Table
        caption={t('bill-comparison.caption')}
        isKept
        empty=""
        rows={[...useRows(t, { unit, now, before }), ...weatherRows(c, now, before), ...chargeRows(t, now, before)]}
        columns={[
          { heading: t('bill-comparison.what'), cell: (row) => row.name },
          { heading: heading(now), numeric: true, cell: (row) => row.now },
          { heading: heading(before), numeric: true, cell: (row) => row.before },
          { heading: t('bill-comparison.difference'), numeric: true, cell: (row) => row.difference },
        ]}
      />
      <p>
        {links[0]} · {links[1]}
      </p>
    </>
  );
}

function useRows(t: Words, { unit, now, before }: Omit<SidesProps, 'c'>): readonly Row[] {
  const period = ({ bill: { period } }: Side) =>
    t('bill-comparison.days', { from: t.date(period.start), to: t.date(period.end) });
  const water = ({ bill }: Side): Exact => convertVolume(exact(bill.usageGallons), 'gal', unit);
  const perDay = (side: Side): Exact => water(side).div(Math.max(1, side.bill.period.days));
  const text = (amount: Exact, scale: 'day' | 'hour' = 'day') => waterText(t, amount, { unit, scale });
  const row = (name: string, of: (side: Side) => Exact): Row => ({
    name,
    now: text(of(now)),
    before: text(of(before)),
    difference: t.inOwnOrder(sign(of(now).compare(of(before))) + text(of(now).sub(of(before)).abs())),
  });
  const days = now.bill.period.days - before.bill.period.days;
  return [
    { name: t('bill-comparison.period'), now: period(now), before: period(before), difference: '' },
    {
      name: t('use-chart.days'),
      now: t.number(now.bill.period.days),
      before: t.number(before.bill.period.days),
      difference: t.inOwnOrder(sign(days) + t.number(Math.abs(days))),
    },
    row(t('bill-comparison.water'), water),
    row(t('bill-comparison.water-a-day'), perDay),
  ];
}

function weatherRows(c: PageContext, { use: now }: Side, { use: before }: Side): readonly Row[] {
  const { t, deps } = c.var;
  const units = deps.utility.weather?.units ?? 'us';
  const [is, was] = [now.weather, before.weather];
  if (is === undefined && was === undefined) return [];
  const or = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? '—' : write(value);
  const degrees = (value: number) => degreesText(t, units, value);
  const rain = (value: number) => rainText(t, units, value);
  return [
    {
      name: t('use.weather-column-high-mean'),
      ...{ now: or(is?.highCelsius, degrees), before: or(was?.highCelsius, degrees), difference: '' },
    },
    {
      name: t('use.weather-column-rain'),
      ...{ now: or(is?.rainMillimetres, rain), before: or(was?.rainMillimetres, rain), difference: '' },
    },
  ];
}

function chargeRows(t: Words, now: Side, before: Side): readonly Row[] {
  const charges = Map.groupBy([...now.bill.lines, ...before.bill.lines], chargeOfLine);
  const row = (name: string, is: Cents, was: Cents): Row => ({
    name,
    now: t.money(is),
    before: t.money(was),
    difference: t.inOwnOrder(sign(is - was) + t.money(cents(Math.abs(is - was)))),
  });
  return [
    ...[...charges].map(([charge, [line]]) =>
      row(
        line === undefined ? charge : lineLabel(line, t),
        amountOf(now.bill.lines, charge),
        amountOf(before.bill.lines, charge),
      ),
    ),
    row(t('bills.new-charges'), now.bill.summary.newCharges, before.bill.summary.newCharges),
  ];
}

const amountOf = (lines: readonly BillLine[], charge: string): Cents =>
  sumCents(lines.filter((line) => chargeOfLine(line) === charge).map((line) => line.amount));

/** `+`, `−`, or nothing for no difference. */
const sign = (difference: number): string => (difference > 0 ? '+' : difference < 0 ? '−' : '');
