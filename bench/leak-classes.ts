import { readFileSync } from 'node:fs';
import { parseUtility } from '../src/config/utility.ts';
import { dice, simulateWeather } from '../src/demo/domain/household-simulator/index.ts';
import { type DetectorSettings, detectorSettings, findLeaks } from '../src/domain/leaks/index.ts';
import { hourSpan } from '../src/domain/metering/index.ts';
import { daysBefore } from './support/labelled-homes.ts';
import { labelledMeter, type MeterClass } from './support/labelled-meters.ts';
import { type HomeScore, ruleScore, scoreHome } from './support/leak-score.ts';

/**
 * The leak rules of the reference utility's classes besides homes, over simulated buildings, places of work and gardens whose leaks
 * are known, beside the common rule of "24 unbroken hours of flow" in the same run. The thresholds were set on seeds 1,100, 2,100 and 3,100, those of commercial on 51,000 and 71,000 too;
 * those here, and 91,000 of commercial, were looked at once (docs/domain/leaks.md).
 */
const howMany = Number(process.env['CAUDAL_BENCH_METERS_A_CLASS'] ?? 800);
const zone = 'America/Los_Angeles';
/** Cold spells and heat come to all meters at once: so many years of weather. */
const years = 8;
const seed = Number(process.env['CAUDAL_BENCH_SEED'] ?? 51_000);
const common: DetectorSettings = { continuousFlow: [{ hours: 24, gallonsAnHour: Number.MIN_VALUE }] };
const span = hourSpan(zone, Temporal.PlainDate.from('2025-03-01'), 365 + daysBefore);
const rateClasses: Readonly<Record<MeterClass, string>> = {
  'multi-family': 'RESIDENTIAL_MULTI',
  commercial: 'COMMERCIAL',
  irrigation: 'IRRIGATION',
};

interface Scored {
  readonly what: string;
  /** Of its leak, in gallons an hour, or as a share of the meter's mean flow. */
  readonly size: number;
  readonly pauses: boolean;
  readonly ours: HomeScore;
  readonly peer: HomeScore;
}

for (const each of ['multi-family', 'commercial', 'irrigation'] as const) report(each, scoresOf(each));

function scoresOf(of: MeterClass): Scored[] {
  const rules = rulesOf(of);
  return Array.from({ length: years }, (_, year) => {
    const weather = simulateWeather(span, dice(seed + year));
    return Array.from({ length: Math.ceil(howMany / years) }, (_meter, index): Scored => {
      const meter = labelledMeter(of, (seed + year) * 100_000 + index, { span, weather });
      const leak = meter.leak?.gallonsAnHour ?? Number.NaN;
      return {
        what: meter.what,
        size: of === 'irrigation' ? leak : leak / meter.meanGallonsAnHour,
        pauses: (meter.leak?.pauseHours ?? 0) > 0,
        ours: scoreHome(meter, findLeaks(meter.use, rules, { weather })),
        peer: scoreHome(meter, findLeaks(meter.use, common)),
      };
    });
  }).flat();
}

function report(of: MeterClass, scores: readonly Scored[]): void {
  const [ours, peer] = [ruleScore(scores.map((one) => one.ours)), ruleScore(scores.map((one) => one.peer))];
  say(`${of}: meter-years looked at`, ours.meterYears, 'meter-years');
  say(`${of}: false alarms, a hundred meter-years`, ours.falseAlarms, 'alarms', peer.falseAlarms);
  say(`${of}: false alarms, at least (95 %)`, ours.falseAlarmsAtLeast, 'alarms');
  say(`${of}: false alarms, at most (95 %)`, ours.falseAlarmsAtMost, 'alarms');
  say(`${of}: precision: alarms that are leaks`, ours.precision, 'share', peer.precision);
  for (const what of [...new Set(scores.map((one) => one.what))].sort()) {
    const alarms = scores.filter((one) => one.what === what).reduce((sum, one) => sum + one.ours.falseAlarms.length, 0);
    if (alarms > 0) say(`${of}: false alarms of ${what}`, alarms, 'alarms');
  }
  const sizes = of === 'irrigation' ? [0.3, 1, 3, 10, 30, 300] : [0, 0.05, 0.1, 0.2, 0.5, 1, Number.POSITIVE_INFINITY];
  const unit = of === 'irrigation' ? 'gal/h' : 'of the mean flow';
  for (const pauses of [false, true]) {
    for (const [index, from] of sizes.slice(0, -1).entries()) {
      const to = sizes[index + 1] ?? Number.POSITIVE_INFINITY;
      const some = scores.filter((one) => one.size >= from && one.size < to && one.pauses === pauses);
      const [found, byPeer] = [ruleScore(some.map((one) => one.ours)), ruleScore(some.map((one) => one.peer))];
      const range = to === Number.POSITIVE_INFINITY ? `${from} and more` : `${from} to ${to}`;
      const name = `${of}: leaks of ${range} ${unit} that ${pauses ? 'pause' : 'run through'}`;
      say(`${name}, how many`, some.length, 'leaks');
      for (const hours of [48, 72, undefined]) {
        const within = hours === undefined ? 'while they run' : `in ${hours} hours`;
        const [recall, ofPeer] = [found.recall(() => true, hours), byPeer.recall(() => true, hours)];
        say(`${name}, found ${within}`, recall, 'share', ofPeer);
      }
    }
  }
}

function say(metric: string, value: number, unit: string, peerValue?: number): void {
  const rounded = (number: number) => Number(number.toPrecision(4));
  const beside = peerValue === undefined ? {} : { peer: '24 unbroken hours of flow', peer_value: rounded(peerValue) };
  const ratio = peerValue === undefined || peerValue === 0 ? {} : { ratio: rounded(value / peerValue) };
  console.log(JSON.stringify({ bench: 'leak-classes', metric, value: rounded(value), unit, ...beside, ...ratio }));
}

function rulesOf(of: MeterClass): DetectorSettings {
  const file = 'utility/utility.yaml';
  const read = parseUtility(file, readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return detectorSettings(read.value.leaks, rateClasses[of]);
}
