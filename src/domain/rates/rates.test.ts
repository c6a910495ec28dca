import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { realData } from '../../../test/support/real-data.ts';
import { exact } from '../kernel/index.ts';
import { parseFormula } from './formula.ts';
import { applySchedule, readSchedule } from './index.ts';

/** A schedule of one class whose parts are `parts`. */
const owrs = (parts: string, unit = 'ccf'): string =>
  `metadata:\n  effective_date: 2018-01-01\n  bill_unit: ${unit}\nrate_structure:\n  HOME:\n${parts.replaceAll(/^/gm, '    ')}\n`;

function apply(parts: string, inputs: Record<string, string>, unit = 'ccf') {
  const read = readSchedule('test.owrs', owrs(parts, unit));
  if (!read.ok) return { problems: read.problem.map((one) => one.code) };
  const applied = applySchedule(read.value, { rateClass: 'HOME', inputs });
  return applied.ok
    ? { bill: applied.value.bill.toString(), cents: applied.value.lines.map((line) => line.amount as number) }
    : { problems: applied.problem.map((one) => one.code) };
}

const tiers = `commodity_charge: Tiered
tier_starts: [0, 15, 21]
tier_prices: [1, 2, 4]
bill: commodity_charge`;

describe('tiers that start at a unit charge from that unit on, as the format’s reference reader does', () => {
  test.each([
    ['0', '0'],
    ['14', '14'],
    ['15', '16'],
    ['20', '26'],
    ['21', '30'],
    ['14.5', '15'],
    ['20.25', '27'],
  ])('%s units cost %s', (usage, bill) => {
    expect(apply(tiers, { usage_ccf: usage })).toMatchObject({ bill });
  });
});

test('budget tiers start at a share of the budget or at a named part of it', () => {
  const budget = `commodity_charge: Budget
gpcd_commodity: 50
indoor_commodity: hhsize*gpcd*days_in_period*(1/750)
outdoor: 6
budget_commodity: indoor+outdoor
tier_starts_commodity:
  - 0
  - indoor
  - 100%
  - 150%
tier_prices_commodity: [1, 2, 3, 4]
bill: commodity_charge`;
  // Indoor 4 × 50 × 30 / 750 = 8; budget 14; 150 % of it 21.
  expect(apply(budget, { usage_ccf: '25', hhsize: '4', days_in_period: '30' })).toMatchObject({
    bill: String(8 + 12 + 21 + 16),
  });
});

test('maps over several keys, with sizes as people and files write them', () => {
  const map = `charge:
  depends_on: [pressure_zone, meter_size]
  values:
    1|5/8": 10
    1|1 1/2": 20
    2|1|1/2": 30
bill: charge`;
  expect(apply(map, { pressure_zone: '1', meter_size: '5/8 "' })).toMatchObject({ bill: '10' });
  expect(apply(map, { pressure_zone: '1.0', meter_size: '1-1/2"' })).toMatchObject({ bill: '20' });
  expect(apply(map, { pressure_zone: '2', meter_size: '1.5"' })).toMatchObject({ bill: '30' });
  expect(apply(map, { pressure_zone: '3', meter_size: '1.5"' })).toEqual({ problems: ['rates.input-unknown-value'] });
  expect(apply(map, { pressure_zone: '3' })).toEqual({ problems: ['rates.input-missing'] });
});

test('usage is in the file’s unit whatever it is called; other units are converted exactly', () => {
  const flat = 'commodity_charge: usage_ccf*1\nbill: commodity_charge';
  expect(apply(flat, { usage_ccf: '7' }, 'kgal')).toMatchObject({ bill: '7' });
  expect(apply(flat, { usage_gal: '7000' }, 'kgal')).toMatchObject({ bill: '7' });
  expect(apply(flat, { usage_gal: '57600' })).toMatchObject({ bill: '77' });
  expect(apply(flat, { usage_m3: '1' }, 'kilolitre')).toMatchObject({ bill: '1' });
  expect(apply(flat, { usage_gal: '7000', usage: '7' }, 'kgal')).toMatchObject({ bill: '7' });
  expect(apply(flat, { usage_gal: '7000', usage: '8' }, 'kgal')).toEqual({ problems: ['rates.usage-contradictory'] });
  expect(apply(flat, { usage: '-1' })).toEqual({ problems: ['rates.usage-negative'] });
  expect(apply(flat, { usage: '1e9' })).toEqual({ problems: ['rates.input-not-a-number'] });
});

test('a line is rounded once, half away from zero; the bill stays exact', () => {
  expect(apply('a: 0.125\nb: usage*0.015\nbill: a+b-c\nc: 1.005', { usage: '1' })).toEqual({
    bill: '-0.865',
    cents: [13, 2, -101],
  });
  expect(apply('a: 1.1\nbill: (a+2)*3', {})).toEqual({ bill: '9.3', cents: [930] });
});

describe('what is wrong is refused with its reason', () => {
  test.each([
    ['a: 1', 'rates.bill-missing'],
    ['bill: service_charge', 'rates.part-missing'],
    ['bill: a\na: b\nb: a', 'rates.part-cyclic'],
    ['bill: commodity_charge\ncommodity_charge: Tiered\ntier_starts: [0]', 'rates.tiers-missing'],
    ['bill: c\nc: Tiered\ntier_starts: [0, 5]\ntier_prices: [1]', 'rates.tiers-uneven'],
    ['bill: c\nc: Tiered\ntier_starts: [0, 9, 5]\ntier_prices: [1, 2, 3]', 'rates.tiers-not-ascending'],
    ['bill: c\nc: Tiered\ntier_starts: [0, 50%]\ntier_prices: [1, 2]', 'rates.tiers-percent-without-budget'],
    ['bill: c\nc: Budget\ntier_starts: [0, 50%]\ntier_prices: [1, 2]', 'rates.budget-missing'],
    ['bill: a\na: 1\na: 2', 'rates.key-duplicate'],
    ['bill: a\na:', 'rates.part-empty'],
    ['bill: a\na: {x: 1}', 'rates.part-unreadable'],
    ['bill: a\na: {depends_on: zone}', 'rates.map-incomplete'],
    ['bill: 1/a\na: 0', 'rates.division-by-zero'],
    ['bill: 9^9^9^9', 'rates.power-too-large'],
    ['bill: 2^0.5', 'rates.power-too-large'],
    ['bill: "constructor(1)"', 'rates.formula-unreadable'],
    ['bill: "a; process.exit()"', 'rates.formula-unreadable'],
    ['bill: "1 2"', 'rates.formula-unreadable'],
    ['bill: "(1"', 'rates.formula-unreadable'],
    [`bill: "${'('.repeat(500)}1${')'.repeat(500)}"`, 'rates.formula-unreadable'],
    [`bill: "${'1+'.repeat(2000)}1"`, 'rates.formula-too-long'],
  ])('%s', (parts, code) => {
    expect(apply(parts, {})).toEqual({ problems: [code] });
  });

  test('names that JavaScript knows are inputs like any other', () => {
    expect(apply('bill: __proto__+toString', {})).toEqual({ problems: ['rates.input-missing', 'rates.input-missing'] });
  });

  test('one class that is wrong does not stop the others, and says where', () => {
    const read = readSchedule('x.owrs', 'rate_structure:\n  A:\n    bill: 2\n  B:\n    bill: nothing_charge\n');
    expect(read.ok && [...read.value.classes.keys()]).toEqual(['A']);
    expect(read.ok && read.value.refused.get('B')?.[0]?.place).toEqual({ file: 'x.owrs', line: 5, column: 5 });
  });

  test('what no bill reaches bills nobody and is not judged', () => {
    expect(apply('bill: 1\nunused: Tiered\nother:\nbroken: "((("', {})).toMatchObject({ bill: '1' });
  });
});

test('any text is either a formula or refused, never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.+-*/^()ab_ $'), maxLength: 40 }), (text) => {
      const read = parseFormula(text);
      expect(typeof read.ok).toBe('boolean');
    }),
  );
});

test('any file is either a schedule or refused, and any class bills or says why', () => {
  const leaf = fc.constantFrom(
    '1',
    'a+b',
    'Tiered',
    'Budget',
    '',
    'usage_ccf*2',
    'b/a',
    'a^b',
    '[0, 5]',
    '[1, 50%]',
    '{depends_on: z, values: {1: 2}}',
  );
  const part = fc.tuple(fc.constantFrom('a', 'b', 'bill', 'tier_starts', 'tier_prices', 'budget', 'c_charge'), leaf);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      apply(parts.map(([name, value]) => `${name}: ${value}`).join('\n'), { usage_ccf: '7', z: '1', a: '2', b: '3' });
    }),
    { numRuns: runs(500) },
  );
});

test('tiers add up to the use, and more use never costs less', () => {
  const read = readSchedule('t.owrs', owrs(tiers));
  if (!read.ok) throw new Error('unreadable');
  const cost = (usage: number) => {
    const applied = applySchedule(read.value, { rateClass: 'home', inputs: { usage: (usage / 100).toFixed(2) } });
    if (!applied.ok) throw new Error('refused');
    const used = applied.value.lines.reduce((sum, line) => sum.add(line.quantity ?? exact(0)), exact(0));
    expect(used.equals(exact((usage / 100).toFixed(2)))).toBe(true);
    return applied.value.bill;
  };
  fc.assert(fc.property(fc.nat(10_000), fc.nat(1000), (usage, more) => cost(usage + more).compare(cost(usage)) >= 0));
});

const published = realData('owrs');

describe.runIf(published !== undefined)('fifty published schedules', () => {
  // The body of a skipped group still runs.
  const files = (published === undefined ? [] : readdirSync(published))
    .filter((name) => name.endsWith('.owrs'))
    .toSorted();

  /** Every file or class that is wrong, by its first reason; all others must bill. */
  const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    Las_Virgenes: { '': 'rates.yaml-unreadable 36' },
    Olivenhain: { '': 'rates.yaml-unreadable 326' },
    Montecito: { COMMERCIAL: 'rates.key-duplicate 140', INSTITUTIONAL: 'rates.key-duplicate 182' },
    Trabuco_Canyon: {
      RESIDENTIAL_SINGLE: 'rates.key-duplicate 80',
      RESIDENTIAL_MULTI: 'rates.key-duplicate 127',
      IRRIGATION: 'rates.key-duplicate 170',
      COMMERCIAL: 'rates.key-duplicate 213',
      AGRICULTURAL: 'rates.key-duplicate 256',
    },
  };

  test.each(files)('%s', (file) => {
    const name = file.replace('California__', '');
    const expected = Object.entries(wrong).find(([start]) => name.startsWith(start))?.[1] ?? {};
    const found: Record<string, string> = {};
    const read = readSchedule(file, readFileSync(`${published}/${file}`, 'utf8'));
    if (!read.ok) found[''] = `${read.problem[0]?.code} ${read.problem[0]?.place?.line}`;
    else {
      for (const [rateClass, problems] of read.value.refused)
        found[rateClass] = `${problems[0]?.code} ${problems[0]?.place?.line}`;
      for (const rateClass of read.value.classes.values()) {
        const needs = [...rateClass.inputs.values()];
        const choices = Math.max(1, ...needs.map((need) => need.values.length));
        for (let choice = 0; choice < choices; choice += 1) {
          const inputs = Object.fromEntries(
            needs.map((need) => [need.name, need.values[choice % Math.max(1, need.values.length)] ?? '4']),
          );
          const applied = applySchedule(read.value, {
            rateClass: rateClass.name,
            inputs: { usage_ccf: '37.5', ...inputs },
          });
          // A fire line billed by the inch asks for the size as a number; a combination of keys may not be offered.
          if (!applied.ok)
            expect(['rates.input-not-a-number', 'rates.input-unknown-value']).toContain(applied.problem[0]?.code);
        }
      }
    }
    expect(found).toEqual(expected);
  });
});
