import { isBefore, isOnOrBefore, present } from '../../../domain/kernel/index.ts';
import { hourStart } from '../../../domain/metering/index.ts';
import type { BarUse, UseScale } from '../../../domain/usage/index.ts';
import type { UseCost, UseShown } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';
import { BarChart, type ChartBar } from '../chart/bar-chart.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { type Column, Table } from '../table.tsx';
import type { BarAmounts } from './bar-amounts.ts';
import { chartWeather, WeatherKey, weatherColumns, weatherFrom, weatherUnits } from './use-weather.tsx';
import {
  amountText,
  barLabel,
  barName,
  besideName,
  dollarsText,
  gapText,
  stretchName,
  waterText,
} from './use-words.ts';
import { weatherText } from './weather-words.ts';

export interface UseFigureProps {
  readonly c: PageContext;
  readonly shown: UseShown;
  /** The page of a scale around a day. */
  readonly hrefOf: (scale: UseScale, on: Temporal.PlainDate) => string;
  /** What the bars are. */
  readonly amounts: BarAmounts;
  /** What each bar costs; absent where nothing can be priced. */
  readonly cost?: UseCost;
  /** When water ran by itself. */
  readonly leaks?: readonly { readonly began: Temporal.Instant; readonly lastSeen: Temporal.Instant }[];
}

/** The next finer scale, which a bar opens. */
const finer = { year: 'month', month: 'day', day: 'hour', hour: undefined } as const satisfies Record<
  UseScale,
  UseScale | undefined
>;

/** An account's use as a drawing, its gaps in words, and the same numbers as a table. */
export function UseFigure(props: UseFigureProps) {
  const { c, shown } = props;
  const { t } = c.var;
  const { amounts } = props;
  const compared = amounts.before.some((amount) => amount !== undefined);
  const hasStrips = shown.weather !== undefined && shown.scale !== 'hour';
  const estimated = shown.bars.some((bar) => bar.estimated > 0);
  const leaking = shown.bars.some((bar) => isLeaking(props, bar));
  return (
    <figure class="c-use">
      <figcaption>
        {t(`use.caption.${shown.scale}`, {
          unit: amounts.of === 'cost' ? t('use.dollars') : t(`alerts.unit.${shown.unit}`),
        })}
      </figcaption>
      <ChartFrame
        c={c}
        {...(shown.beside?.isYearAgo === false
          ? { compare: t('use.chart-compare-stretch', { stretch: besideName(t, shown) }) }
          : {})}
      >
        <BarChart
          id="use"
          bars={shown.bars.map((_, index) => chartBar(props, index))}
          summary={t(amounts.of === 'cost' ? 'use.cost-chart-label' : 'use.chart-label', {
            stretch: stretchName(t, shown),
          })}
          tick={amounts.tick}
          {...present({ max: amounts.max })}
          {...chartWeather(c, shown)}
        />
      </ChartFrame>
      {(compared || estimated || hasStrips || leaking) && (
        <ul class="c-use__key">
          {leaking && <li class="c-use__key-leak">{t('use.key-leak')}</li>}
          {estimated && <li class="c-use__key-estimated">{t('use.key-estimated')}</li>}
          {compared && <li class="c-use__key-before">{besideKey(t, shown)}</li>}
          {hasStrips && <WeatherKey c={c} isDay={shown.scale === 'day'} />}
        </ul>
      )}
      {shown.weather !== undefined && <p class="c-use__source">{weatherFrom(c, shown.weather)}</p>}
      {shown.gaps.length > 0 && (
        <ul class="c-use__gaps">
          {shown.gaps.slice(0, maxGaps).map((gap) => (
            <li>{gapText(t, gap, shown)}</li>
          ))}
          {shown.gaps.length > maxGaps && <li>{t('use.more-gaps', { count: shown.gaps.length - maxGaps })}</li>}
        </ul>
      )}
      <details>
        <summary>{t('use.table')}</summary>
        <Table
          caption={t('use.table-caption', { stretch: stretchName(t, shown) })}
          empty=""
          rows={[...shown.bars.keys()].filter((index) => hasBegun(shown, index))}
          columns={columnsOf(props, compared)}
        />
      </details>
    </figure>
  );
}

/** What the outlines are. */
const besideKey = (t: Words, shown: UseShown): string =>
  shown.beside?.isYearAgo === false ? t('use.key-beside', { stretch: besideName(t, shown) }) : t('use.key-before');

/** Days to come are slots in the drawing and nothing in the table. */
const hasBegun = (shown: UseShown, index: number): boolean =>
  isOnOrBefore(shown.bars[index]?.firstDay ?? shown.span.firstDay, shown.known.lastDay);

/** Gaps named in words; a bad meter has more of them than anybody reads. */
const maxGaps = 6;

function chartBar(props: UseFigureProps, index: number): ChartBar {
  const { c, shown, amounts } = props;
  const { t } = c.var;
  const bar = shown.bars[index];
  if (bar === undefined) throw new RangeError(`there is no bar ${index}`);
  const [amount, before] = [amounts.now[index], amounts.before[index]];
  const cost = props.cost?.bars[index];
  const weather = shown.weather?.bars[index];
  const href = hrefOfBar(props, bar);
  const said = [
    bar.water === undefined ? t('use.no-reads') : waterText(t, bar.water, shown),
    ...(cost === undefined ? [] : [dollarsText(t, cost, shown.scale)]),
  ];
  const text = [
    `${barName(t, bar, shown)}: ${said.join(', ')}`,
    ...notesOf(c, bar),
    ...(isLeaking(props, bar) ? [t('use.leak')] : []),
    ...(before === undefined
      ? []
      : [t('use.beside-was', { stretch: besideName(t, shown), amount: amounts.text(before) })]),
    ...(weather === undefined || shown.scale === 'hour' ? [] : [weatherText(t, weatherUnits(c), weather)]),
  ];
  return {
    label: barLabel(t, bar, shown.scale),
    text: text.join(' · '),
    ...present({ amount: amount?.valueOf(), before: before?.valueOf() }),
    isEstimated: bar.estimated > 0,
    isLeak: isLeaking(props, bar),
    isGap:
      bar.water === undefined &&
      shown.gaps.some((gap) => gap.kind === 'gap' && gap.from <= bar.from && gap.to >= bar.to),
    ...present({ href }),
  };
}

/** What is not plain about a bar, in words: the table and the pointer say them alike. */
function notesOf({ var: { t } }: PageContext, bar: BarUse): readonly string[] {
  if (bar.water === undefined) return [];
  return [
    ...(bar.estimated > 0 ? [t('use.estimated-hours', { hours: bar.estimated })] : []),
    ...(bar.missing > 0 ? [t('use.missing-hours', { hours: bar.missing })] : []),
  ];
}

/** Water ran by itself in some of its hours. */
const isLeaking = ({ leaks = [], shown }: UseFigureProps, bar: BarUse): boolean =>
  bar.water !== undefined &&
  leaks.some(
    ({ began, lastSeen }) =>
      isBefore(began, hourStart(shown.span, bar.to)) && isBefore(hourStart(shown.span, bar.from), lastSeen),
  );

function hrefOfBar({ shown, hrefOf }: UseFigureProps, bar: BarUse): string | undefined {
  const scale = finer[shown.scale];
  return scale === undefined || bar.water === undefined ? undefined : hrefOf(scale, bar.firstDay);
}

function columnsOf(props: UseFigureProps, compared: boolean): readonly Column<number>[] {
  const { c, shown, amounts, cost } = props;
  const { t } = c.var;
  const bar = (index: number) => shown.bars[index];
  const amount = (one: BarUse | undefined) => (one?.water === undefined ? '—' : amountText(t, one.water, shown));
  const name = (index: number) => {
    const one = bar(index);
    if (one === undefined) return '';
    const href = hrefOfBar(props, one);
    return href === undefined ? barName(t, one, shown) : <a href={href}>{barName(t, one, shown)}</a>;
  };
  return [
    { heading: t(`use.column.${shown.scale}`), cell: name },
    { heading: t(`alerts.unit.${shown.unit}`), numeric: true, cell: (index) => amount(bar(index)) },
    ...(cost === undefined
      ? []
      : [
          {
            heading: t('use.cost'),
            numeric: true,
            cell: (index: number) => {
              const dollars = cost.bars[index];
              return dollars === undefined ? '—' : dollarsText(t, dollars, shown.scale);
            },
          },
        ]),
    ...(compared
      ? [
          {
            heading: besideName(t, shown),
            numeric: true,
            cell: (index: number) => {
              const before = amounts.before[index];
              return before === undefined ? '—' : amounts.cell(before);
            },
          },
        ]
      : []),
    ...weatherColumns(c, shown),
    {
      heading: t('use.notes'),
      cell: (index) => {
        const one = bar(index);
        if (one === undefined) return '';
        if (one.water === undefined) return t('use.no-reads');
        return [...notesOf(c, one), ...(isLeaking(props, one) ? [t('use.leak')] : [])].join(' · ');
      },
    },
  ];
}
