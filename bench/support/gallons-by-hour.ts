import { readMapping } from '../../src/domain/metering/index.ts';

const mapping = readMapping(
  'bench.yaml',
  `format: csv
zone: UTC
meter: meter
reads:
  - { kind: interval, value: gallons, time: ended_at, time_format: 'yyyy-mm-ddTHH:MM:SSzz', interval_minutes: 60, unit: gal }
`,
  'UTC',
);
if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
/** A file of hourly gallons, a line a meter and hour. */
export const gallonsByHour = mapping.value;
