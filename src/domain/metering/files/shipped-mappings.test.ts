import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { realData } from '../../../../test/support/real-data.ts';
import { hoursFromRegister } from '../hours-from-reads.ts';
import { usualRegisterRules } from '../standing-register.ts';
import { detectFormat, openReader, readMapping } from './index.ts';

const zone = 'America/Los_Angeles';
const samples = 'docs/reference/samples/reads';
const real = realData('data') ?? '';

function mappingOf(name: string) {
  const mapping = readMapping(`${name}.yaml`, readFileSync(`utility/reads/${name}.yaml`, 'utf8'), zone);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  return mapping.value;
}

/** Every line of a file through a shipped mapping. */
function readFile(path: string, name: string) {
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/\n$/, '').split('\n');
  const mapping = mappingOf(name);
  expect(detectFormat(path, lines.slice(0, 5))).toEqual({ ok: true, value: mapping.format });
  const reader = openReader(mapping.format, mapping, path);
  if (!reader.ok) throw new Error(reader.problem.code);
  const outcomes = lines.map((line, index) => reader.value.line(line, index + 1));
  return { lines: lines.length, outcomes, reads: outcomes.flatMap((one) => one.reads), madeAt: reader.value.madeAt() };
}

const moment = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();

function told(name: string, extension: string) {
  const { outcomes } = readFile(`${samples}/${name}.${extension}`, name);
  return outcomes.flatMap((one) => [
    ...one.reads.map(
      (read) => `${read.meter} ${moment(read.at)} ${read.kind} ${read.value} ${read.unit} ${read.quality}`,
    ),
    ...(one.skipped === undefined || one.skipped === 'header' ? [] : [one.skipped]),
    ...one.problems.map((problem) => problem.code),
  ]);
}

test('every shipped mapping has a sample, and every sample a mapping', () => {
  const stems = (folder: string) =>
    readdirSync(folder)
      .map((name) => name.split('.')[0])
      .sort();
  expect(stems(samples)).toEqual(stems('utility/reads'));
  const page = readFileSync('docs/reference/read-formats.md', 'utf8');
  for (const name of readdirSync('utility/reads')) expect(page).toContain(`utility/reads/${name}`);
});

test('a reader’s route: a day alone, a code where it was estimated, a comment that nobody needs', () => {
  expect(told('route', 'csv')).toEqual([
    'SIM-1 2025-07-12T07:00:00Z register 118230 gal measured',
    'SIM-2 2025-07-12T07:00:00Z register 90450 gal estimated',
    'no-value',
  ]);
});

test('the plain CSV: the hour that autumn repeats is told by the order of the meter’s lines', () => {
  expect(told('csv', 'csv')).toEqual([
    'SIM-1001 2025-11-02T06:00:00Z register 1204.5 gal measured',
    'SIM-1001 2025-11-02T07:00:00Z register 1206 gal measured',
    'SIM-1001 2025-11-02T08:00:00Z register 1206 gal measured',
    'SIM-1001 2025-11-02T09:00:00Z register 1206 gal measured',
    'SIM-1001 2025-11-02T10:00:00Z register 1207 gal measured',
    'SIM-1002 2025-11-02T10:00:00Z register 1310 gal measured',
  ]);
});

test('registers at any minute, in a zone of their own', () => {
  expect(told('daiad', 'csv')).toEqual([
    'sim-home-1 2016-10-29T23:29:01Z register 43080 l measured',
    'sim-home-1 2016-10-30T00:29:01Z register 43082 l measured',
    'sim-home-1 2016-10-30T01:29:01Z register 43082 l measured',
    'sim-home-1 2016-10-30T02:29:14Z register 400000 l measured',
  ]);
});

test('CMEP: registers and intervals, a meter without an id, and electricity', () => {
  expect(told('cmep', 'dat')).toEqual([
    'SIM-2001 2025-11-02T08:02:00Z register 36318 gal measured',
    'SIM-2001 2025-11-02T09:02:00Z register 36328 gal measured',
    'SIM-2001 2025-11-02T10:02:00Z register 36338 gal estimated',
    'SIM-2002 2025-11-02T09:00:00Z interval 0.4 cf measured',
    'SIM-2002 2025-11-02T10:00:00Z interval 0 cf edited',
    'SIM-2002 2025-11-02T11:00:00Z interval 1.2 cf measured',
    'other-commodity',
  ]);
});

test('BEACON: flow beside a register in CCF, the register where it is fine enough', () => {
  expect(told('beacon', 'csv')).toEqual([
    'SIM-3001 2025-11-01T08:00:00Z interval 5.0 gal measured',
    'SIM-3001 2025-11-01T09:00:00Z interval 7.5 gal estimated',
    'SIM-3002 2025-11-01T08:00:00Z register 52120 gal measured',
    'SIM-3003 2025-11-01T08:00:00Z register 118.04 ccf measured',
  ]);
});

test('Aclara: the unit at the description’s end, two ports of one transmitter, no fire lines', () => {
  expect(told('aclara', 'csv')).toEqual([
    'SIM-4001 2025-11-01T16:00:00Z register 23497.071 cf measured',
    'SIM-4002 2025-11-01T16:00:00Z register 1.881 cf measured',
    'filtered',
  ]);
});

test('Neptune and JSON lines through their mappings', () => {
  expect(told('neptune', 'csv')).toEqual([
    'SIM-5001-1400001 2025-11-01T08:00:00Z interval 3.5 gal measured',
    'SIM-5001-1400001 2025-11-01T09:00:00Z interval 0 gal measured',
    'no-value',
  ]);
  expect(told('sentryx', 'jsonl')).toEqual([
    'SIM-6001 2025-11-01T08:00:00Z register 1502.25 cf measured',
    'SIM-6001 2025-11-01T09:00:00Z register 1502.75 cf measured',
    'SIM-6002 2025-11-01T08:00:00Z interval 1.5 cf measured',
  ]);
});

test.skipIf(real === '')('real files: every line is a read, a counted skip or a problem', () => {
  const homes = readFile(`${real}/daiad-20-homes-raw.csv.gz`, 'daiad');
  expect(homes).toMatchObject({ lines: 135_248 });
  expect(homes.reads.length).toBe(135_247);
  expect(homes.outcomes.every((one) => one.problems.length === 0)).toBe(true);
  expect(new Set(homes.reads.map((read) => read.meter)).size).toBe(20);
  // The hour that autumn repeats is told apart: no home says two things of one moment.
  expect(new Set(homes.reads.map((read) => `${read.meter} ${read.at}`)).size).toBe(135_247);

  const cmep = readFile(`${real}/cmep-2-meters.dat`, 'cmep');
  expect(cmep.reads.length).toBe(50);
  expect(moment(cmep.madeAt ?? 0)).toBe('2011-09-21T14:58:00Z');
  expect(readFile(`${real}/beacon-360-report.csv`, 'beacon').reads.length).toBe(2);
  expect(readFile(`${real}/aclara-sample.csv`, 'aclara').reads).toMatchObject([{ value: '120.5', unit: 'cf' }]);
});

test.skipIf(real === '')('a real year of 20 homes adds up to each register’s rise, 40 dips dropped', () => {
  const { reads } = readFile(`${real}/daiad-20-homes-raw.csv.gz`, 'daiad');
  const span = { startHour: Date.UTC(2016, 1, 29) / 3_600_000, hours: 366 * 24 };
  let dropped = 0;
  for (const [serial, ofHome] of Map.groupBy(reads, (read) => read.meter)) {
    const sorted = ofHome.toSorted((a, b) => a.at - b.at);
    const at = Float64Array.from(sorted, (read) => read.at);
    const counts = Float64Array.from(sorted, (read) => Number(read.value));
    const hours = hoursFromRegister({ serial, at, counts }, span, usualRegisterRules);
    expect(hours.problems).toEqual([]);
    expect(hours.counts.reduce((sum, count) => sum + count, 0)).toBe((counts.at(-1) ?? 0) - (counts[0] ?? 0));
    dropped += hours.dropped;
  }
  expect(dropped).toBe(40);
});
