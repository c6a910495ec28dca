import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exact } from '../../src/domain/kernel/index.ts';
import { applySchedule, type RateSchedule, readSchedule } from '../../src/domain/rates/index.ts';

function schedule(date: string): RateSchedule {
  const file = `residential-inside-${date}.owrs`;
  const read = readSchedule(file, readFileSync(`utility/rates/${file}`, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const schedules = { 2024: schedule('2024-03-01'), 2025: schedule('2025-03-01') };

function bill(year: 2024 | 2025, inputs: Record<string, string>) {
  const applied = applySchedule(schedules[year], { rateClass: 'RESIDENTIAL_SINGLE', inputs });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problem));
  return applied.value;
}

const house = { meter_size: '5/8"', elevation_zone: 'gravity', backflow: 'yes', high_elevation: 'no' };

describe('worked bills of the reference utility, 5/8" × 3/4" meter, gravity zone, with backflow', () => {
  test.each([
    [2024, 5_000, 2414],
    [2024, 12_000, 3716],
    [2024, 25_000, 6134],
    [2025, 5_000, 2773],
    [2025, 12_000, 4278],
    [2025, 25_000, 7073],
  ] as const)('%i: %i gallons cost %i cents', (year, gallons, cents) => {
    const { total, bill: exactBill } = bill(year, { ...house, usage_gal: String(gallons) });
    expect(total).toBe(cents);
    expect(exactBill.mul(100).toString()).toBe(String(cents));
  });

  test('published: at 12,000 gallons the 2025 bill is 5.62 higher', () => {
    const inputs = { ...house, usage_gal: '12000' };
    expect(bill(2025, inputs).total - bill(2024, inputs).total).toBe(562);
  });

  test('the same use in any unit is the same bill', () => {
    for (const usage of [{ usage_gal: '12000' }, { usage_kgal: '12' }, { usage_ccf: '12' }, { usage: '12' }]) {
      expect(bill(2024, { ...house, ...usage }).total).toBe(3716);
    }
  });
});

test('the first tier is the first 5,000 gallons to the gallon', () => {
  const lines = bill(2024, { ...house, usage_gal: '5001' }).lines.filter((line) => line.tier !== undefined);
  expect(lines.map((line) => [line.tier?.number, line.quantity?.toString(), line.exactAmount.toString()])).toEqual([
    [1, '5', '5.15'],
    [2, '0.001', '0.00186'],
  ]);
});

test('elevation steps, a large meter and the high-elevation charge', () => {
  const { lines, total } = bill(2024, {
    meter_size: '1 1/2"',
    elevation_zone: 'e5',
    high_elevation: 'yes',
    usage_gal: '30000',
  });
  expect(lines.map((line) => line.amount)).toEqual([5806, 740, 4620, 1575, 0, 464]);
  expect(total).toBe(13_205);
});

test('what is not published for 2025 says SAMPLE on its line, and nothing else does', () => {
  const sample = (inputs: Record<string, string>) =>
    bill(2025, { ...house, ...inputs })
      .lines.filter((line) => line.sample)
      .map((line) => `${line.part} ${line.tier?.number ?? ''}`.trim());
  expect(sample({ usage_gal: '25000' })).toEqual([]);
  expect(sample({ usage_gal: '25001' })).toEqual(['commodity_charge 3']);
  expect(sample({ usage_gal: '1000', meter_size: '2"' })).toEqual(['service_charge']);
  expect(sample({ usage_gal: '1000', elevation_zone: 'E1' })).toEqual(['commodity_charge 1']);
});

test('half a period costs half the base and half as wide tiers', () => {
  const half = applySchedule(schedules[2024], {
    rateClass: 'RESIDENTIAL_SINGLE',
    inputs: { ...house, usage_gal: '6000' },
    share: exact('1/2'),
  });
  expect(half.ok && half.value.bill.mul(2).toString()).toBe('37.16');
});
