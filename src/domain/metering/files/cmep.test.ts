import { expect, test } from 'vitest';
import { openReader, readMapping } from './index.ts';

function cmep(...lines: readonly string[]) {
  const mapping = readMapping('cmep.yaml', 'format: cmep\nzone: utc\n', 'America/Los_Angeles');
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const reader = openReader('cmep', mapping.value, 'CAUDAL_IntervalReport_202511030800.txt');
  if (!reader.ok) throw new Error(JSON.stringify(reader.problem));
  return { outcomes: lines.map((line, index) => reader.value.line(line, index + 1)), madeAt: reader.value.madeAt() };
}

const head = (rest: string) => `MEPMD01,19970819,SIM,,UTIL,,202511030815,SIM-1,OK,W,${rest}`;
const at = (written: string) => Temporal.Instant.from(written).epochMilliseconds / 1000;

test('registers, the constant applied exactly, an empty time an interval later', () => {
  const { outcomes, madeAt } = cmep(head('GALREG,0.1,00000100,3,202511021602,R0,36318,,E,36328,,A1,36330'));
  expect(outcomes[0]?.problems).toEqual([]);
  expect(outcomes[0]?.reads.map((read) => [read.at, read.value, read.quality, read.kind])).toEqual([
    [at('2025-11-02T16:02Z'), '3631.8', 'measured', 'register'],
    [at('2025-11-02T17:02Z'), '3632.8', 'estimated', 'register'],
    [at('2025-11-02T18:02Z'), '3633', 'edited', 'register'],
  ]);
  expect(madeAt).toBe(at('2025-11-03T08:15Z'));
});

test('use of an interval in minutes, with a value that the feed has not, and a CRC', () => {
  const { outcomes } = cmep(
    `"${head('CF,1,60,2,202511020100,R0,0.4,202511020200,N,,H1A2F').replaceAll(',', '","')}"\r`,
  );
  expect(outcomes[0]).toMatchObject({ problems: [], empty: 1 });
  expect(outcomes[0]?.reads).toEqual([
    {
      ...{ meter: 'SIM-1', kind: 'interval', at: at('2025-11-02T01:00Z'), intervalSeconds: 3600, value: '0.4' },
      ...{ unit: 'cf', quality: 'measured', line: 1 },
    },
  ]);
});

test('a comma at the end of the line is no value more, two more values are a mismatch', () => {
  const { outcomes } = cmep(
    head('GALREG,1,60,1,202511020100,R0,10,'),
    head('GALREG,1,60,1,202511020100,R0,10,202511020200,R0,11'),
  );
  expect(outcomes[0]).toMatchObject({ problems: [], reads: [{ value: '10' }] });
  expect(outcomes[1]).toMatchObject({
    problems: [{ code: 'metering.count-mismatch', params: { expected: 1, found: 2 } }],
    reads: [{ value: '10' }],
  });
});

test('a bad triplet costs only itself; a line cut short does not give its last number', () => {
  const { outcomes } = cmep(
    head('GALREG,1,00000100,4,202511020100,R0,10,202511022561,R0,11,,R0,12,202511020400,X9,13'),
    head('GALREG,1,00000100,3,202511020100,R0,3650,202511020200,R0,36'),
  );
  expect(outcomes[0]?.reads.map((read) => read.value)).toEqual(['10']);
  expect(outcomes[0]?.problems.map((problem) => [problem.code, problem.place?.column])).toEqual([
    ['metering.time-unreadable', 18],
    ['metering.time-unknown', 21],
    ['metering.quality-unknown', 25],
  ]);
  expect(outcomes[1]?.reads.map((read) => read.value)).toEqual(['3650']);
  expect(outcomes[1]?.problems.map((problem) => problem.code)).toEqual(['metering.count-mismatch']);
});

test('electricity, summaries and time-of-use records are counted, not refused', () => {
  const { outcomes } = cmep(
    head('GALREG,1,60,0').replace(',W,', ',E,'),
    head('GALREG,1,60,0').replace(',OK,', ',SUMMARY,'),
    'MEPMD02,19970819',
    '',
    'HELLO',
  );
  expect(outcomes.map((one) => one.skipped ?? one.problems[0]?.code)).toEqual([
    ...['other-commodity', 'not-measured', 'time-of-use-record', 'blank', 'metering.record-unknown'],
  ]);
});
