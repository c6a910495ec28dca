import { readFileSync } from 'node:fs';
import { applySchedule, readSchedule } from '../src/domain/rates/index.ts';

/**
 * Bills a second on one core by the reference utility's published schedule, explained line by line and exact, against the
 * same bill written by hand in plain TypeScript over floating point: no schedule, no lines, no exactness.
 */
const file = 'utility/rates/residential-inside-2024-03-01.owrs';
const read = readSchedule(file, readFileSync(file, 'utf8'));
if (!read.ok) throw new Error('the schedule is refused');
const schedule = read.value;

const uses = Array.from({ length: 997 }, (_, index) => ({
  gallons: 500 + index * 37,
  inputs: { usage_gal: String(500 + index * 37), meter_size: '5/8"', elevation_zone: 'gravity', backflow: 'yes' },
}));

function caudal(rounds: number): number {
  let cents = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const { inputs } of uses) {
      const applied = applySchedule(schedule, { rateClass: 'RESIDENTIAL_SINGLE', inputs });
      if (applied.ok) cents += applied.value.total;
    }
  }
  return cents;
}

function byHand(rounds: number): number {
  let cents = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const { gallons } of uses) {
      const kgal = gallons / 1000;
      const tiers = [
        Math.min(kgal, 5) * 1.03,
        Math.max(0, Math.min(kgal, 25) - 5) * 1.86,
        Math.max(0, kgal - 25) * 2.7,
      ];
      cents += 1809 + 90 + tiers.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
    }
  }
  return cents;
}

caudal(3);
const rate = billsASecond(caudal, 20);
byHand(200);
const peer = billsASecond(byHand, 20_000);
console.log(
  JSON.stringify({
    bench: 'rates',
    metric: 'bills calculated, explained and exact, one core',
    value: Math.round(rate),
    unit: 'bills/s',
    peer: 'the same bill by hand over floating point',
    peer_value: Math.round(peer),
    ratio: Number((rate / peer).toFixed(5)),
  }),
);

function billsASecond(work: (rounds: number) => number, rounds: number): number {
  const began = performance.now();
  if (work(rounds) === 0) throw new Error('nothing was billed');
  return (rounds * uses.length) / ((performance.now() - began) / 1000);
}
