import type { Dice } from '../../src/demo/domain/household-simulator/index.ts';

/** From so many on, how often something happens is spread as a normal distribution has it. */
const many = 12;

/** How often something happens that happens `mean` times on the average, each time for itself (Poisson). */
export function timesAround(mean: number, die: Dice): number {
  if (mean <= 0) return 0;
  if (mean >= many) return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell(die)));
  const end = Math.exp(-mean);
  let times = 0;
  for (let product = die.roll(); product > end; product *= die.roll()) times += 1;
  return times;
}

/** Around 0, with a standard deviation of 1. */
export const bell = (die: Dice): number => Math.log(die.around(1));

/** From one to the other, every doubling as often. */
export const doubling = (min: number, max: number, die: Dice): number => min * (max / min) ** die.roll();
