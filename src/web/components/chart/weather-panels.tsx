import { scaleLinear } from 'd3-scale';

/** What stands under a bar of water. */
export interface ChartWeather {
  readonly high?: number;
  readonly low?: number;
  readonly rain?: number;
}

export interface WeatherPanelsProps {
  readonly days: readonly (ChartWeather | undefined)[];
  readonly degreesTick: (degrees: number) => string;
  readonly rainTick: (rain: number) => string;
  /** The middle of each bar, and how wide it is, in hundredths of the plot. */
  readonly middle: (index: number) => number;
  readonly barWidth: number;
  /** Where the words of the axis end. */
  readonly axis: number;
  readonly top: number;
}

const temperatureHeight = 84;
const rainHeight = 56;
const between = 36;
/** What the panels need below the water. */
export const weatherHeight = temperatureHeight + rainHeight + 2 * between;

/** Two strips below the bars, on the same days: high and low as lines, rain as bars. */
export function WeatherPanels({ days, degreesTick, rainTick, middle, barWidth, axis, top }: WeatherPanelsProps) {
  const degrees = days.flatMap((day) => [day?.high ?? [], day?.low ?? []].flat());
  const maxRain = Math.max(0, ...days.map((day) => day?.rain ?? 0));
  const warmth = scaleLinear()
    .domain([Math.floor(Math.min(...degrees) / 10) * 10, Math.ceil((Math.max(...degrees) + 1) / 10) * 10])
    .range([temperatureHeight, 0]);
  const rainTop = top + temperatureHeight + between;
  const wetness = scaleLinear()
    .domain([0, maxRain === 0 ? 1 : maxRain])
    .nice(2)
    .range([rainHeight, 0]);
  // A line of one day is a point: it begins and ends where it is.
  const line = (of: 'high' | 'low') =>
    stretches(days.map((day) => day?.[of])).map((points) => (
      <polyline
        class={points.length === 1 ? `c-bars__${of} c-bars__dot` : `c-bars__${of}`}
        vector-effect="non-scaling-stroke"
        points={(points.length === 1 ? [...points, ...points] : points)
          .map(([index, value]) => `${round(middle(index))},${round(warmth(value))}`)
          .join(' ')}
      />
    ));
  return (
    <g class="c-bars__weather">
      {degrees.length > 0 && (
        <>
          {warmth.domain().map((value) => (
            <Rule axis={axis} y={top + warmth(value)} text={degreesTick(value)} />
          ))}
          <svg
            class="c-bars__plot c-bars__lines"
            aria-hidden="true"
            x={axis + 6}
            y={top}
            width="84%"
            height={temperatureHeight}
            viewBox={`0 0 100 ${temperatureHeight}`}
            preserveAspectRatio="none"
          >
            {line('high')}
            {line('low')}
          </svg>
        </>
      )}
      {[0, wetness.domain()[1] ?? 1].map((value) => (
        <Rule axis={axis} y={rainTop + wetness(value)} text={rainTick(value)} />
      ))}
      <svg class="c-bars__plot" aria-hidden="true" x={axis + 6} y={rainTop} width="84%" height={rainHeight}>
        {days.map(
          (day, index) =>
            day?.rain !== undefined &&
            day.rain > 0 && (
              <rect
                class="c-bars__rain"
                x={`${round(middle(index) - barWidth / 2)}%`}
                width={`${round(barWidth)}%`}
                y={round(wetness(day.rain))}
                height={round(rainHeight - wetness(day.rain))}
              />
            ),
        )}
      </svg>
    </g>
  );
}

function Rule({ axis, y, text }: { axis: number; y: number; text: string }) {
  return (
    <>
      <line class="c-bars__grid" x1={axis + 6} x2="100%" y1={round(y)} y2={round(y)} />
      <text class="c-bars__axis" x={axis} y={round(y + 5)} text-anchor="end">
        {text}
      </text>
    </>
  );
}

/** Days in a row whose value is known, each with its place: a line does not cross what nobody measured. */
function stretches(values: readonly (number | undefined)[]): readonly (readonly [number, number])[][] {
  const found: [number, number][][] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    if (index > 0 && values[index - 1] !== undefined) found.at(-1)?.push([index, value]);
    else found.push([[index, value]]);
  }
  return found;
}

const round = (value: number): number => Math.round(value * 100) / 100;
