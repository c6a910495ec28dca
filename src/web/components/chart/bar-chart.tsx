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

const width = 640;
const height = 280;
/** Room for words twice as large as on a desk: a phone shows the whole drawing at half its size. */
const edge = { left: 72, right: 6, top: 16, bottom: 36 };

/**
 * Bars drawn on the server (SVG, d3-scale): no script, no style attribute, prints, and shrinks to 320 pixels. Without colour
 * an estimate is a pattern, a gap a hatching, a year ago an outline.
 */
export function BarChart({ id, bars, summary, tick, max = 0, weather }: BarChartProps) {
  const across = scaleBand<number>()
    .domain([...bars.keys()])
    .range([edge.left, width - edge.right])
    .paddingInner(0.18)
    .paddingOuter(0.1);
  const top = Math.max(max, ...bars.flatMap((bar) => [bar.amount ?? 0, bar.before ?? 0]));
  const up = scaleLinear()
    .domain([Math.min(0, ...bars.map((bar) => bar.amount ?? 0)), top === 0 ? 1 : top])
    .nice(4)
    .range([height - edge.bottom, edge.top]);
  const whole = height + (weather === undefined ? 0 : weatherHeight);
  return (
    <svg class="c-bars" viewBox={`0 0 ${width} ${whole}`} role="img" aria-label={summary}>
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
          <line class="c-bars__grid" x1={edge.left} x2={width - edge.right} y1={up(amount)} y2={up(amount)} />
          <text class="c-bars__axis" x={edge.left - 8} y={up(amount) + 5} text-anchor="end">
            {tick(amount)}
          </text>
        </>
      ))}
      {bars.map((bar, index) => (
        <Bar id={id} bar={bar} x={across(index) ?? 0} width={across.bandwidth()} up={up} />
      ))}
      {weather !== undefined && (
        <WeatherPanels
          {...weather}
          middle={(index) => (across(index) ?? 0) + across.bandwidth() / 2}
          barWidth={across.bandwidth()}
          left={edge.left}
          right={width - edge.right}
          top={height + 12}
        />
      )}
    </svg>
  );
}

interface BarProps {
  readonly id: string;
  readonly bar: ChartBar;
  readonly x: number;
  readonly width: number;
  readonly up: (amount: number) => number;
}

/** The bar, the outline behind it, and a field as tall as the chart that the pointer finds. */
function Bar({ id, bar, x, width: whole, up }: BarProps) {
  const bottom = height - edge.bottom;
  const inset = bar.before === undefined ? 0 : whole * 0.14;
  const href = bar.href === undefined ? {} : { 'data-href': bar.href };
  return (
    <g class="c-bars__bar" data-bar {...href}>
      <title>{bar.text}</title>
      <rect class="c-bars__field" x={x} y={edge.top} width={whole} height={bottom - edge.top} />
      {bar.isGap === true && (
        <rect
          class="c-bars__gap"
          fill={`url(#${id}-gap)`}
          x={x}
          y={edge.top}
          width={whole}
          height={bottom - edge.top}
        />
      )}
      {bar.before !== undefined && <rect class="c-bars__before" {...rectangle(up, bar.before)} x={x} width={whole} />}
      {bar.amount !== undefined && (
        <rect
          class={bar.isEstimated === true ? 'c-bars__estimated' : 'c-bars__measured'}
          {...(bar.isEstimated === true ? { fill: `url(#${id}-estimated)` } : {})}
          {...rectangle(up, bar.amount)}
          x={round(x + inset)}
          width={round(whole - 2 * inset)}
        />
      )}
      {bar.label !== '' && (
        <text class="c-bars__axis" x={round(x + whole / 2)} y={height - 10} text-anchor="middle">
          {bar.label}
        </text>
      )}
    </g>
  );
}

/** From nothing up to the amount, or down where water flowed back. */
const rectangle = (up: (amount: number) => number, amount: number) => ({
  y: round(Math.min(up(amount), up(0))),
  height: round(Math.abs(up(0) - up(amount))),
});

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
