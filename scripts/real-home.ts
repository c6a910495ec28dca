/**
 * Draws a month of one real home, hour by hour, for docs/reference/read-formats.md, and says what became of its lines:
 * `node scripts/real-home.ts daiad-20-homes-raw.csv.gz`, a file of DAIAD's trial A (CC BY-SA 4.0), which is no part of
 * this project. It goes the way of an import: shipped mapping, reader, hours.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import {
  hourQualities,
  hourSpan,
  hoursFromRegister,
  openReader,
  readMapping,
  usualRegisterRules,
} from '../src/domain/metering/index.ts';

const [file, home = '12913a45', month = '2016-06'] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/real-home.ts FILE [HOME [MONTH]]');
const zone = 'Europe/Madrid';
const drawing = 'docs/reference/real-home.svg';

const mapping = readMapping('daiad.yaml', await readFile('utility/reads/daiad.yaml', 'utf8'), zone);
if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
const reader = openReader(mapping.value.format, mapping.value, file);
if (!reader.ok) throw new Error(reader.problem.code);
const text = gunzipSync(await readFile(file)).toString('utf8');
const reads = text
  .split('\n')
  .flatMap((line, index) => [...reader.value.line(line, index + 1).reads])
  .filter((read) => read.meter.startsWith(home))
  .sort((a, b) => a.at - b.at);

const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
const span = hourSpan(zone, first, first.daysInMonth);
const [begin, end] = [span.startHour * 3600, (span.startHour + span.hours) * 3600];
const { counts, quality } = hoursFromRegister(
  { serial: home, at: Float64Array.from(reads, (read) => read.at), counts: Float64Array.from(reads, readCount) },
  span,
  usualRegisterRules,
);
function readCount(read: { readonly value: string }): number {
  return Number(read.value);
}

const inMonth = reads.filter((read) => read.at > begin && read.at <= end);
const hours = Object.fromEntries(
  hourQualities.map((name, code) => [name, quality.reduce((sum, known) => sum + Number(known === code), 0)]),
);
const longest = Math.max(...inMonth.map((read, index) => read.at - (inMonth[index - 1] ?? read).at));
console.log(
  JSON.stringify({
    lines: inMonth.length,
    hours,
    litres: counts.reduce((sum, count) => sum + count, 0),
    wentDown: inMonth.filter((read, index) => readCount(read) < readCount(inMonth[index - 1] ?? read)).length,
    longestSilenceHours: Number((longest / 3600).toFixed(1)),
  }),
);

const colours: Readonly<Record<string, string>> = {
  measured: '#1f6f8b',
  estimated: '#d08b2c',
  suspect: '#b3261e',
  edited: '#5b5b5b',
  missing: '#c9c9c9',
};
const [left, top, height, barWidth] = [46, 40, 200, 1.25];
const max = Math.ceil(Math.max(...counts) / 50) * 50;
const width = left + span.hours * barWidth + 12;
const bars = hourQualities.map((name, code) => {
  const path = Array.from(counts, (count, hour) => {
    if (quality[hour] !== code) return '';
    // An hour without use shows what is known about it by a line under the axis.
    const y = (top + height - (count / max) * height).toFixed(1);
    const x = (left + hour * barWidth).toFixed(2);
    return `M${x} ${y}V${top + height}h${barWidth}V${y}zM${x} ${top + height + 2}v4h${barWidth}v-4z`;
  }).join('');
  return path === '' ? '' : `<path fill="${colours[name]}" d="${path}"/>`;
});
const ticks = Array.from({ length: max / 50 + 1 }, (_, index) => index * 50).map((litres) => {
  const y = top + height - (litres / max) * height;
  return `<path d="M${left} ${y}H${width - 12}" stroke="#dcdcdc"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">${litres}</text>`;
});
const days = Array.from({ length: span.days }, (_, day) => day)
  .filter((day) => day % 5 === 0)
  .map((day) => `<text x="${left + (span.dayStart[day] ?? 0) * barWidth}" y="${top + height + 24}">${day + 1}</text>`);
const legend = hourQualities
  .filter((name) => (hours[name] ?? 0) > 0)
  .map((name, index) => {
    const x = left + index * 150;
    return `<rect x="${x}" y="12" width="12" height="12" fill="${colours[name]}"/><text x="${x + 18}" y="23">${name}: ${hours[name]} h</text>`;
  });
const title = `Litres an hour of one home, ${first.toLocaleString('en-US', { month: 'long', year: 'numeric' })}`;
const source = 'Data: DAIAD project, trial A, CC BY-SA 4.0; this drawing too.';
await writeFile(
  drawing,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(0)} ${top + height + 52}" font-family="sans-serif" font-size="12" fill="#333" role="img" aria-labelledby="title source">
<title id="title">${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
${legend.join('\n')}
${ticks.join('\n')}
${bars.filter((bar) => bar !== '').join('\n')}
${days.join('\n')}
<text id="source" x="${left}" y="${top + height + 44}">${title}. ${source}</text>
</svg>
`,
);
