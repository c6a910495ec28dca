import { type Finding, leakKinds } from '../src/domain/leaks/index.ts';
import { type HourlyUse, hourStart } from '../src/domain/metering/index.ts';

const [width, height] = [980, 260] as const;
const plot = { left: 56, right: 970, top: 34, middle: 150, low: 168, bottom: 232 } as const;
const ink = '#1b1b1b';

/** A home's year: litres of each day above, the least known hour of each night below, findings as bands behind both. */
export function leakChart(
  use: HourlyUse,
  { findings, unbroken }: { readonly findings: readonly Finding[]; readonly unbroken: readonly Finding[] },
  title: string,
): string {
  const { span, counts, quality } = use;
  const days = Array.from({ length: span.days }, (_, day) => {
    const hours = Array.from(
      { length: (span.dayStart[day + 1] ?? 0) - (span.dayStart[day] ?? 0) },
      (_hour, index) => (span.dayStart[day] ?? 0) + index,
    ).filter((hour) => quality[hour] === 0);
    const night = hours.filter((hour) => (span.hourOfDay[hour] ?? 0) >= 1 && (span.hourOfDay[hour] ?? 0) < 5);
    const of = (some: readonly number[]) => some.map((hour) => counts[hour] ?? 0);
    return {
      used: hours.length < 20 ? undefined : of(hours).reduce((sum, one) => sum + one, 0),
      min: night.length < 3 ? undefined : Math.min(...of(night)),
    };
  });
  const x = (day: number): number => plot.left + (day / span.days) * (plot.right - plot.left);
  const dayOf = (at: Temporal.Instant): number =>
    (at.epochMilliseconds - hourStart(span, 0).epochMilliseconds) / 86_400_000;
  const max = nice(Math.max(...days.map(({ used }) => used ?? 0)));
  const maxAtNight = nice(Math.max(4, ...days.map(({ min }) => min ?? 0)));
  const bars = (
    of: (day: (typeof days)[number]) => number | undefined,
    { base, top, full }: { base: number; top: number; full: number },
  ) =>
    days
      .map((day, index) => {
        const value = of(day) ?? 0;
        return value === 0
          ? ''
          : `M${x(index + 0.5).toFixed(1)} ${base}V${(base - (Math.min(value, full) / full) * (base - top)).toFixed(1)}`;
      })
      .join('');
  const unknown = days.flatMap(({ used }, index) =>
    used === undefined ? [`M${x(index + 0.5).toFixed(1)} ${plot.bottom + 4}v4`] : [],
  );
  const bands = findings.map(({ kind, beganAt, seenAt }) => {
    const [from, to] = [x(dayOf(beganAt)), x(dayOf(seenAt))];
    const color = leakKinds.includes(kind) ? '#f2938c' : kind === 'high-use' ? '#fee685' : '#c9c9c9';
    return `<rect x="${from.toFixed(1)}" y="${plot.top}" width="${Math.max(2, to - from).toFixed(1)}" height="${plot.bottom - plot.top}" fill="${color}"/>`;
  });
  const common = unbroken.map(
    ({ beganAt, seenAt }) =>
      `M${x(dayOf(beganAt)).toFixed(1)} ${plot.low - 8}H${Math.max(x(dayOf(beganAt)) + 2, x(dayOf(seenAt))).toFixed(1)}`,
  );
  const order = (kind: Finding['kind']) => (leakKinds.includes(kind) ? 1 : 0);
  const sorted = bands
    .map((band, index) => ({ band, at: order(findings[index]?.kind ?? 'no-flow') }))
    .toSorted((a, b) => a.at - b.at);
  const months = Array.from({ length: 12 }, (_, month) => {
    const first = span.firstDay.add({ months: month });
    return text(
      x(span.firstDay.until(first).days) + 4,
      height - 8,
      first.toLocaleString('en-US', { month: 'short', year: month % 10 === 0 ? '2-digit' : undefined }),
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="${ink}">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${text(plot.left, 20, `${title}: litres a day, and the least hour of each night`)}
${sorted.map(({ band }) => band).join('\n')}
<path d="${bars(({ used }) => used, { base: plot.middle, top: plot.top, full: max })}" stroke="#1a4480" stroke-width="1.8"/>
<path d="${bars(({ min }) => min, { base: plot.bottom, top: plot.low, full: maxAtNight })}" stroke="#8b0a03" stroke-width="1.8"/>
<path d="${common.join('')}" stroke="#54278f" stroke-width="5"/>
<path d="${unknown.join('')}" stroke="#71767a" stroke-width="2"/>
<path d="M${plot.left} ${plot.middle}H${plot.right}M${plot.left} ${plot.bottom}H${plot.right}" stroke="${ink}"/>
${text(plot.left - 6, plot.top + 10, max.toLocaleString('en-US'), 'end')}
${text(plot.left - 6, plot.middle, '0', 'end')}
${text(plot.left - 6, plot.low + 10, `${maxAtNight}`, 'end')}
${text(plot.left - 6, plot.bottom, '0', 'end')}
${months.join('\n')}
</svg>
`;
}

const text = (x: number, y: number, words: string, anchor = 'start'): string =>
  `<text x="${x.toFixed(0)}" y="${y}" text-anchor="${anchor}">${words}</text>`;

/** A round number at or above. */
function nice(max: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, max)));
  return [1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10].map((times) => times * step).find((one) => one >= max) ?? max;
}
