import { exact } from '../../../../domain/kernel/index.ts';
import { hourQuality } from '../../../../domain/metering/index.ts';
import type { ExceptionCase } from '../../../../usecases/validation/index.ts';
import { BarChart, type ChartBar } from '../../../components/chart/bar-chart.tsx';
import type { PageContext } from '../../../page.ts';
import { countText, dayOf, hourText, qualityText, stretchText } from '../exception-words.ts';

/** Stretches up to this long are drawn hour by hour, longer ones day by day. */
const maxHoursDrawn = 72;
const hoursAround = 30;
const daysAround = 10;

interface Piece {
  readonly from: number;
  readonly until: number;
}

/** The hours, or days, of a stretch and around it: as they stand, and behind them what like days would put there. */
export function HoursChart({ c, found }: { c: PageContext; found: ExceptionCase }) {
  const { t } = c.var;
  const { use, stretch, exception } = found;
  const byHour = stretch.until - stretch.from <= maxHoursDrawn;
  const pieces = byHour ? hoursShown(found) : daysShown(found);
  const daysBetweenNames = pieces.length > 42 ? 14 : 7;
  const bars = pieces.map((piece, place) =>
    barOf(c, found, {
      piece,
      byHour,
      isLabelled: byHour ? use.span.hourOfDay[piece.from] === 0 : place % daysBetweenNames === 0,
    }),
  );
  return (
    <>
      <BarChart
        id="doubted"
        bars={bars}
        summary={t('console.validation.chart', {
          rule: t(`console.validation.rule.${exception.rule}`),
          stretch: stretchText(c, exception),
        })}
        tick={(amount) => (Math.abs(amount) < 1000 ? t.number(amount) : `${t.number(amount / 1000)}k`)}
      />
      <p class="usa-hint">
        {t(byHour ? 'console.validation.chart-hours' : 'console.validation.chart-days', { unit: use.register.unit })}
      </p>
    </>
  );
}

function hoursShown({ use, stretch }: ExceptionCase): Piece[] {
  const [from, until] = [
    Math.max(0, stretch.from - hoursAround),
    Math.min(use.span.hours, stretch.until + hoursAround),
  ];
  return Array.from({ length: until - from }, (_, hour) => ({ from: from + hour, until: from + hour + 1 }));
}

export function daysShown({ use, stretch }: ExceptionCase, around = daysAround): Piece[] {
  const { span } = use;
  const first = Math.max(0, (span.dayOf[stretch.from] ?? 0) - around);
  const last = Math.min(span.days - 1, (span.dayOf[stretch.until - 1] ?? 0) + around);
  return Array.from({ length: last - first + 1 }, (_, day) => ({
    from: span.dayStart[first + day] ?? 0,
    until: span.dayStart[first + day + 1] ?? span.hours,
  }));
}

function barOf(
  c: PageContext,
  { use, stretch, estimates }: ExceptionCase,
  { piece, byHour, isLabelled: labelled }: { piece: Piece; byHour: boolean; isLabelled: boolean },
): ChartBar {
  const { t } = c.var;
  const { span, register } = use;
  const known = [...use.quality.subarray(piece.from, piece.until)];
  const isGap = known.every((one) => one === hourQuality.missing);
  const count = sumOf(use.counts, piece.from, piece.until);
  const amount = (counts: number) => exact(register.multiplier).mul(exact(counts)).valueOf();
  const like = estimates.get('like-day');
  const isDoubted = piece.from < stretch.until && stretch.from < piece.until;
  // Of a day at the edge of the stretch only the hours within are estimated: the others stand.
  const expected = (hour: number) =>
    hour >= stretch.from && hour < stretch.until ? (like?.[hour - stretch.from] ?? 0) : (use.counts[hour] ?? 0);
  let before = 0;
  for (let hour = piece.from; hour < piece.until; hour++) before += expected(hour);
  const name = byHour ? hourText(t, span, piece.from) : t.shortDate(dayOf(span, piece.from));
  return {
    label: labelled ? t.axisDate(dayOf(span, piece.from)) : '',
    text: isGap
      ? `${name}: ${qualityText(t, hourQuality.missing)}`
      : `${name}: ${countText(t, register, count)} ${register.unit}`,
    ...(isGap ? { isGap } : { amount: amount(count) }),
    ...(known.some((one) => one === hourQuality.estimated) ? { isEstimated: true } : {}),
    ...(isDoubted && like !== undefined ? { before: amount(before) } : {}),
  };
}

export function sumOf(counts: Int32Array, from: number, until: number): number {
  let sum = 0;
  for (let hour = from; hour < until; hour++) sum += counts[hour] ?? 0;
  return sum;
}
