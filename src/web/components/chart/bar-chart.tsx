import { scaleBand, scaleLinear } from 'd3-scale';
import { type ChartWeather, WeatherPanels, weatherHeight } from './weather-panels.tsx';

/** One bar. Its texts come from the caller, who knows what it shows. */
export interface ChartBar {
  /** Under the bar; empty where there is no room for every one's. */
  readonly label: string;
  /** What the pointer and the keyboard read: `May 6: 312 gallons, estimated`. */
  readonly text: string;
  /** Undefined where nothing is known; drawn as a hatched field that says so without colour. */
  readonly amount?: number;
  /** Part of it is estimated: drawn as a pattern. */
  readonly isEstimated?: boolean;
  /** Nothing is known, though reads came before and after. */
  readonly isGap?: boolean;
  /** Water ran by itself in it: shaded behind. */
  readonly isLeak?: boolean;
  /** The same a year ago, drawn behind as an outline. */
  readonly before?: number;
  /** Where it leads, for the script that lets bars be opened. */
  readonly href?: string;
}

export interface BarChartProps {
  /** Begins the ids of its patterns: once on a page. */
  readonly id: string;
  readonly bars: readonly ChartBar[];
  /** What the whole says: a screen reader's view of the drawing. */
  readonly summary: string;
  readonly tick: (amount: number) => string;
  /** The height is at least that of a bar of so much, so that drawings of other bars compare. */
  readonly max?: number;
  /** Strips below, on the same bars. */
  readonly weather?: {
    readonly days: readonly (ChartWeather | undefined)[];
    readonly degreesTick: (degrees: number) => string;
    readonly rainTick: (rain: number) => string;
  };
}

const height = 280;
const edge = { top: 24, bottom: 30 };
/** Where the words of the axis end; the style leaves the plot the rest of the width. */
const axis = 56;
/** With more names than these under the bars, a phone shows every other one. */
const maxNames = 8;

/**
 * Bars drawn on the server (SVG, d3-scale): no script, no style attribute, prints. Across they are shares of the width, up they are
 * pixels: letters keep their size at 320 pixels as on a desk. Without colour an estimate is a pattern, a gap a hatching, a
 * year ago an outline.
 */
export function BarChart({ id, bars, summary, tick, max = 0, weather }: BarChartProps) {
  const across = scaleBand<number>()
    .domain([...bars.keys()])
    .range([0, 100])
    .paddingInner(0.18)
    .paddingOuter(0.1);
  const top = Math.max(max, ...bars.flatMap((bar) => [bar.amount ?? 0, bar.before ?? 0]));
  const up = scaleLinear()
    .domain([Math.min(0, ...bars.map((bar) => bar.amount ?? 0)), top === 0 ? 1 : top])
    .nice(4)
    .range([height - edge.bottom, edge.top]);
  const whole = height + (weather === undefined ? 0 : weatherHeight);
  const named = [...bars.entries()].filter(([, bar]) => bar.label !== '').map(([index]) => index);
  const sparse = new Set(named.length > maxNames ? named.filter((_, place) => place % 2 === 1) : []);
  return (
    <svg class="c-bars" width="100%" height={whole} role="img" aria-label={summary}>
      <defs>
        <pattern
          id={`${id}-estimated`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="c-bars__paper" width="6" height="6" />
          <rect class="c-bars__ink" width="3.5" height="6" />
        </pattern>
        <pattern id={`${id}-gap`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect class="c-bars__hatch" width="1.5" height="8" />
        </pattern>
      </defs>
      {up.ticks(4).map((amount) => (
        <>
          <line class="c-bars__grid" x1={axis + 6} x2="100%" y1={round(up(amount))} y2={round(up(amount))} />
          <text class="c-bars__axis" x={axis} y={round(up(amount) + 5)} text-anchor="end">
            {tick(amount)}
          </text>
        </>
      ))}
      <svg class="c-bars__plot" aria-hidden="true" x={axis + 6} y="0" width="84%" height={whole}>
        {bars.map((bar, index) => (
          <Bar
            id={id}
            bar={bar}
            x={across(index) ?? 0}
            width={across.bandwidth()}
            up={up}
            isSparse={sparse.has(index)}
          />
        ))}
      </svg>
      {weather !== undefined && (
        <WeatherPanels
          {...weather}
          middle={(index) => (across(index) ?? 0) + across.bandwidth() / 2}
          barWidth={across.bandwidth()}
          axis={axis}
          top={height + 12}
        />
      )}
    </svg>
  );
}

interface BarProps {
  readonly id: string;
  readonly bar: ChartBar;
  /** In hundredths of the plot. */
  readonly x: number;
  readonly width: number;
  readonly up: (amount: number) => number;
  readonly isSparse: boolean;
}

/** The bar, the outline behind it, and a field as tall as the chart that the pointer finds. */
function Bar({ id, bar, x, width: whole, up, isSparse }: BarProps) {
  const bottom = height - edge.bottom;
  const inset = bar.before === undefined ? 0 : whole * 0.14;
  const href = bar.href === undefined ? {} : { 'data-href': bar.href };
  const field = { ...span(x, whole), y: edge.top, height: bottom - edge.top };
  return (
    <g class="c-bars__bar" data-bar {...href}>
      <title>{bar.text}</title>
      <rect class={bar.isLeak === true ? 'c-bars__field c-bars__leak' : 'c-bars__field'} {...field} />
      {bar.isGap === true && <rect class="c-bars__gap" fill={`url(#${id}-gap)`} {...field} />}
      {bar.before !== undefined && <rect class="c-bars__before" {...rectangle(up, bar.before)} {...span(x, whole)} />}
      {bar.amount !== undefined && (
        <rect
          class={bar.isEstimated === true ? 'c-bars__estimated' : 'c-bars__measured'}
          {...(bar.isEstimated === true ? { fill: `url(#${id}-estimated)` } : {})}
          {...rectangle(up, bar.amount)}
          {...span(x + inset, whole - 2 * inset)}
        />
      )}
      {bar.label !== '' && (
        <text
          class={isSparse ? 'c-bars__axis c-bars__axis--sparse' : 'c-bars__axis'}
          x={`${round(x + whole / 2)}%`}
          y={height - 8}
          text-anchor="middle"
        >
          {bar.label}
        </text>
      )}
    </g>
  );
}

const span = (x: number, width: number) => ({ x: `${round(x)}%`, width: `${round(width)}%` });

/** From nothing up to the amount, or down where water flowed back. */
const rectangle = (up: (amount: number) => number, amount: number) => ({
  y: round(Math.min(up(amount), up(0))),
  height: round(Math.abs(up(0) - up(amount))),
});

const round = (value: number): number => Math.round(value * 100) / 100;
