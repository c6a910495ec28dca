interface DayBar {
  /** What the pointer reads: `May 6: 312 gallons`. */
  readonly text: string;
  /** Undefined where nothing is known. */
  readonly amount?: number;
  /** What is written above it. */
  readonly value?: string;
  /** Under it: of the first and the last. */
  readonly label?: string;
  /** Water ran by itself in it. */
  readonly isLeak?: boolean;
}

interface DayBarsProps {
  readonly bars: readonly DayBar[];
  /** What is usual, drawn behind. */
  readonly band?: { readonly low: number; readonly high: number };
  readonly summary: string;
}

const height = 132;
const edge = { top: 22, bottom: 22 };

/**
 * A few bars as wide as their place, drawn on the server: across in shares of the whole, up in pixels, so that letters keep
 * their size on every screen.
 */
export function DayBars({ bars, band, summary }: DayBarsProps) {
  const max = Math.max(1, band?.high ?? 0, ...bars.map(({ amount }) => amount ?? 0));
  const floor = height - edge.bottom;
  const tall = (amount: number) => round(((floor - edge.top) * amount) / max);
  const step = 100 / bars.length;
  return (
    <svg class="c-days" width="100%" height={height} role="img" aria-label={summary}>
      {band !== undefined && (
        <rect
          class="c-days__band"
          x="0"
          width="100%"
          y={floor - tall(band.high)}
          height={Math.max(2, tall(band.high) - tall(band.low))}
        />
      )}
      <line class="c-bars__grid" x1="0" x2="100%" y1={floor} y2={floor} />
      {bars.map((bar, index) => {
        const x = step * index;
        const isLast = index === bars.length - 1;
        const middle = `${round(x + step / 2)}%`;
        return (
          <g class="c-days__day">
            <title>{bar.text}</title>
            <rect class="c-bars__field" x={`${round(x)}%`} width={`${round(step)}%`} y="0" height={height} />
            {bar.amount === undefined ? (
              <line class="c-days__unknown" x1={middle} x2={middle} y1={edge.top} y2={floor} />
            ) : (
              <rect
                class={bar.isLeak === true ? 'c-days__leak' : isLast ? 'c-days__last' : 'c-days__bar'}
                x={`${round(x + step * 0.14)}%`}
                width={`${round(step * 0.72)}%`}
                y={floor - tall(bar.amount)}
                height={tall(bar.amount)}
              />
            )}
            {bar.value !== undefined && bar.amount !== undefined && (
              <text class="c-days__value" x={isLast ? '100%' : middle} y={14} text-anchor={isLast ? 'end' : 'middle'}>
                {bar.value}
              </text>
            )}
            {bar.label !== undefined && (
              <text
                class="c-bars__axis"
                x={index === 0 ? '0' : isLast ? '100%' : middle}
                y={height - 4}
                text-anchor={index === 0 ? 'start' : isLast ? 'end' : 'middle'}
              >
                {bar.label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
