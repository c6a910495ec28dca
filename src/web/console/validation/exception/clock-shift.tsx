import { exact, present } from '../../../../domain/kernel/index.ts';
import { type HourlyUse, type HourStretch, layHours } from '../../../../domain/metering/index.ts';
import { meanDay } from '../../../../domain/validation/index.ts';
import type { ClockShift, ExceptionCase, TypedShift } from '../../../../usecases/validation/index.ts';
import { BarChart } from '../../../components/chart/bar-chart.tsx';
import { Field } from '../../../components/form.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { momentText } from '../exception-words.ts';

/** The weeks before the shift whose mean day is the usual one. */
const usualHours = 28 * 24;

/** A shift as it is asked about: what was typed, and what follows from it or why nothing does. */
export interface ShiftAsked {
  readonly typed: TypedShift;
  readonly shift: ClockShift | undefined;
  readonly problems: Parameters<typeof Field>[0]['problems'];
}

/** By how much the clock is set, of which hours, and the mean day as it is and as it would be. */
export function ClockShiftPreview({
  c,
  found,
  asked: { typed, shift, problems = [] },
}: {
  c: PageContext;
  found: ExceptionCase;
  asked: ShiftAsked;
}) {
  const { t } = c.var;
  return (
    <>
      <h2>{t('console.validation.shift')}</h2>
      <p>{t('console.validation.shift-intro')}</p>
      <form class="c-actions" method="get" action={paths.console.readsException(`${found.exception.id}`)}>
        <Field
          c={c}
          name="ahead"
          label={t('console.validation.shift-ahead')}
          hint={t('console.validation.shift-ahead-hint')}
          value={typed.ahead}
          problems={problems}
          autocomplete="off"
          size="small"
        />
        <Field
          c={c}
          name="from"
          type="datetime-local"
          label={t('console.validation.shift-from')}
          value={typed.from}
          problems={problems}
          autocomplete="off"
        />
        <Field
          c={c}
          name="until"
          type="datetime-local"
          label={t('console.validation.shift-until')}
          value={typed.until}
          problems={problems}
          autocomplete="off"
        />
        <button class="usa-button usa-button--outline" type="submit">
          {t('console.validation.shift-show')}
        </button>
      </form>
      {shift !== undefined && <MeanDays c={c} use={found.use} shift={shift} />}
    </>
  );
}

/** `Set the clock back by 3 hours, from May 13, 12 AM to May 20, 12 AM`. */
export const shiftText = (c: PageContext, { ahead, from, until }: ClockShift['decided']): string =>
  c.var.t('console.validation.shift-said', {
    way: ahead > 0 ? 'back' : 'forward',
    hours: Math.abs(ahead),
    from: momentText(c, from),
    until: momentText(c, until),
  });

function MeanDays({ c, use, shift }: { c: PageContext; use: HourlyUse; shift: ClockShift }) {
  const { t } = c.var;
  const { stretch, hours } = shift;
  const usual = dayOf(use, { from: stretch.from - usualHours, until: stretch.from });
  const shown = dayOf(use, stretch);
  const shifted = dayOf(withHours(use, stretch, hours), stretch);
  const max = Math.max(...[...usual, ...shown, ...shifted].map((amount) => amount ?? 0));
  const said = (amount: number | undefined) => (amount === undefined ? '—' : t.number(amount, 1));
  const chart = (id: string, key: 'shift-as-it-is' | 'shift-as-it-would-be', day: typeof usual) => (
    <>
      <h3>{t(`console.validation.${key}`)}</h3>
      <BarChart
        id={id}
        max={max}
        summary={t(`console.validation.${key}`)}
        tick={(amount) => t.number(amount)}
        bars={day.map((amount, clock) => ({
          label: clock % 6 === 0 ? t.hour(clock) : '',
          text: `${t.hour(clock)}: ${said(amount)} ${use.register.unit}`,
          ...(amount === undefined ? { isGap: true } : { amount }),
          ...present({ before: usual[clock] }),
        }))}
      />
    </>
  );
  return (
    <>
      {chart('shift-now', 'shift-as-it-is', shown)}
      {chart('shift-then', 'shift-as-it-would-be', shifted)}
      <p class="usa-hint">{t('console.validation.shift-chart', { unit: use.register.unit })}</p>
      <Table
        caption={t('console.validation.shift-table', { unit: use.register.unit })}
        empty=""
        rows={[...shown.keys()]}
        columns={[
          { heading: t('console.validation.hour'), cell: (clock) => t.hour(clock) },
          { heading: t('console.validation.shift-usual'), numeric: true, cell: (clock) => said(usual[clock]) },
          { heading: t('console.validation.as-it-stands'), numeric: true, cell: (clock) => said(shown[clock]) },
          { heading: t('console.validation.shift-then'), numeric: true, cell: (clock) => said(shifted[clock]) },
        ]}
      />
    </>
  );
}

/** The mean day of a stretch in the channel's unit, an hour of the wall clock a place; undefined where nothing is known. */
function dayOf(use: HourlyUse, stretch: HourStretch): readonly (number | undefined)[] {
  const { counts, days } = meanDay(use, stretch);
  const unit = exact(use.register.multiplier).valueOf();
  return Array.from(counts, (count, clock) => ((days[clock] ?? 0) === 0 ? undefined : count * unit));
}

function withHours(use: HourlyUse, { from }: HourStretch, hours: ClockShift['hours']): HourlyUse {
  const shifted = { ...use, counts: use.counts.slice(), quality: use.quality.slice() };
  layHours(shifted, hours, from);
  return shifted;
}
