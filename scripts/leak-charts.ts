/**
 * What the leak rules say about the 20 real homes of DAIAD trial A, home by home, with a chart of each home that they speak
 * about: writes docs/domain/leaks-20-homes.md and its pictures. Asks for the file of their reads, which is no part of the project.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRealHomes } from '../bench/support/real-homes.ts';
import { parseUtility } from '../src/config/utility.ts';
import { isBefore } from '../src/domain/kernel/index.ts';
import {
  type DetectorSettings,
  detectorSettings,
  type Finding,
  findLeaks,
  leakKinds,
} from '../src/domain/leaks/index.ts';
import type { HourlyUse, HourSpan } from '../src/domain/metering/index.ts';
import { leakChart } from './leak-chart.ts';

const [data = ''] = process.argv.slice(2);
if (data === '') throw new Error('usage: node scripts/leak-charts.ts FILE, the reads of the twenty homes');
const folder = join('docs', 'domain');
const zone = 'Europe/Madrid';
const common: DetectorSettings = { continuousFlow: [{ hours: 24, gallonsAnHour: Number.MIN_VALUE }] };

const read = parseUtility('utility.yaml', await readFile('utility/utility.yaml', 'utf8'));
if (!read.ok) throw new Error(JSON.stringify(read.problem));
const { noFlow, ...rules } = detectorSettings(read.value.leaks, 'RESIDENTIAL_SINGLE');
const homes = readRealHomes(data, zone);
const notes = JSON.parse(await readFile(join('scripts', 'leak-charts.notes.json'), 'utf8')) as Record<string, string>;

await mkdir(join(folder, 'leaks'), { recursive: true });
const lines: string[] = [];
for (const [index, use] of homes.entries()) {
  const home = index + 1;
  const findings = findLeaks(use, { ...rules, noFlow });
  const alarms = alarmsOf(findings.filter(({ kind }) => leakKinds.includes(kind)));
  const others = (kind: string) => findings.filter((one) => one.kind === kind).length;
  const days = Math.round(use.quality.filter((quality) => quality === 0).length / 24);
  const unbroken = alarmsOf(findLeaks(use, common));
  lines.push(`## Home ${home}`, '');
  lines.push(
    `${days} days of measured hours. The common rule of 24 unbroken hours: ${unbroken.length} alarms. No flow: ${others('no-flow')}. High use: ${others('high-use')}.`,
    '',
  );
  if (alarms.length === 0) lines.push('The rules find no leak.', '');
  if (alarms.length + unbroken.length > 0) {
    const file = `leaks/home-${home}.svg`;
    await writeFile(join(folder, file), leakChart(use, { findings, unbroken: unbroken.flat() }, `Home ${home}`));
    lines.push('| from | to | found | by | L/h | litres lost |', '| --- | --- | --- | --- | --- | --- |');
    for (const alarm of alarms) lines.push(rowOf(alarm));
    for (const alarm of unbroken.filter((one) => !alarms.some((found) => meet(one, found))))
      lines.push(rowOf(alarm, 'only by 24 unbroken hours'));
    for (const alarm of alarms) lines.push('', ...hoursOf(use, alarm));
    lines.push('', `![Home ${home}: litres a day, the least hour of each night, and what was found](${file})`, '');
  }
  const note = notes[home];
  if (note !== undefined) lines.push(note, '');
}
const head = await readFile(join('scripts', 'leak-charts.head.md'), 'utf8');
await writeFile(join(folder, 'leaks-20-homes.md'), `${head}\n${lines.join('\n').trimEnd()}\n`);

type Alarm = readonly [Finding, ...Finding[]];

/** As a customer hears it: what lies at most a week apart is one alarm. */
function alarmsOf(findings: readonly Finding[]): Alarm[] {
  const alarms: [Finding, ...Finding[]][] = [];
  let seen = 0;
  for (const finding of findings) {
    const last = alarms.at(-1);
    if (last !== undefined && finding.beganAt.epochMilliseconds <= seen + 7 * 86_400_000) last.push(finding);
    else alarms.push([finding]);
    seen = Math.max(last === alarms.at(-1) ? seen : 0, finding.seenAt.epochMilliseconds);
  }
  return alarms;
}

/** Each hour's litres from two days before it began to a day after it was seen last; nothing where an hour is not known. */
function hoursOf({ span, counts, quality }: HourlyUse, alarm: Alarm): string[] {
  const begin = Math.min(...alarm.map(({ beganAt }) => hourIn(span, beganAt)));
  const end = Math.max(...alarm.map(({ seenAt }) => hourIn(span, seenAt)));
  const [from, to] = [Math.max(0, (span.dayOf[begin] ?? 0) - 2), Math.min(span.days - 1, (span.dayOf[end] ?? 0) + 1)];
  const clocks = Array.from({ length: 24 }, (_, clock) => clock);
  const rows = Array.from({ length: to - from + 1 }, (_, index) => {
    const day = from + index;
    const shown = clocks.map((clock) => {
      const hour = (span.dayStart[day] ?? 0) + clock;
      return quality[hour] === 0 ? String(counts[hour]) : '';
    });
    return `| ${span.firstDay.add({ days: day })} | ${shown.join(' | ')} |`;
  });
  return [
    'Litres in each hour of the clock, from two days before:',
    '',
    `| day | ${clocks.join(' | ')} |`,
    `| --- |${' --- |'.repeat(24)}`,
    ...rows,
  ];
}

function hourIn(span: HourSpan, at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 3_600_000) - span.startHour;
}

function meet(a: Alarm, b: Alarm): boolean {
  const before = (one: Finding, other: Finding): boolean =>
    isBefore(one.beganAt, other.seenAt) && isBefore(other.beganAt, one.seenAt);
  return a.some((one) => b.some((other) => before(one, other)));
}

function rowOf(alarm: Alarm, by?: string): string {
  const first = (of: (finding: Finding) => Temporal.Instant) =>
    alarm.map(of).toSorted(Temporal.Instant.compare)[0]?.toZonedDateTimeISO(zone);
  const shown = (moment?: Temporal.ZonedDateTime) =>
    moment?.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
  const last = alarm
    .map(({ seenAt }) => seenAt)
    .toSorted(Temporal.Instant.compare)
    .at(-1)
    ?.toZonedDateTimeISO(zone);
  const largest = alarm.reduce((best, one) => (one.gallonsLost > best.gallonsLost ? one : best));
  const litres = (gallons: number) => Math.round(gallons * 3.785411784).toLocaleString('en-US');
  return `| ${[
    shown(first(({ beganAt }) => beganAt)),
    shown(last),
    shown(first(({ foundAt }) => foundAt)),
    by ?? [...new Set(alarm.map(({ kind }) => kind))].join(', '),
    litres(largest.gallonsAnHour),
    litres(largest.gallonsLost),
  ].join(' | ')} |`;
}
