import type { Dice } from '../../domain/household-simulator/index.ts';

/** One simulated customer at one simulated address. Names and streets say that they are simulated. */
export interface SimulatedHousehold {
  readonly customerNumber: string;
  readonly accountNumber: string;
  readonly name: string;
  readonly language: 'es' | 'en';
  readonly phone: string;
  readonly email: string;
  readonly street: string;
  readonly cycle: string;
  readonly meterSize: string;
  readonly meterSerial: string;
  readonly elevationZone: string;
  readonly backflow: boolean;
  readonly highElevation: boolean;
  /** Gallons a day indoors, and outdoors at the height of summer. */
  readonly indoorGallons: number;
  readonly summerGallons: number;
  readonly habit: PayingHabit;
  /** What the household had in the old portal. */
  readonly legacy: { readonly login: boolean; readonly autopay: boolean; readonly ebill: boolean };
}

type PayingHabit = 'autopay' | 'on-time' | 'late' | 'rarely';

const streets = [
  'Simulation Way',
  'Sample Creek Rd',
  'Demo Orchard Ave',
  'Example Hill Dr',
  'Calle de Muestra',
  'Pretend Pine St',
] as const;

/** 1 in 5 addresses stands above the gravity zone; steps get rarer with height. */
const zones = [
  'gravity',
  'gravity',
  'gravity',
  'gravity',
  'gravity',
  'gravity',
  'gravity',
  'gravity',
  'E1',
  'E2',
] as const;

export interface SimulatedNumbers {
  readonly cycles: readonly [string, ...string[]];
  readonly customerDigits: number;
  readonly accountDigits: number;
}

/** The household number `index` (from 0) of the simulated town. */
export function simulateHousehold(index: number, numbers: SimulatedNumbers, die: Dice): SimulatedHousehold {
  const shown = String(index + 1).padStart(5, '0');
  const language = die.happens(0.35) ? 'es' : 'en';
  const login = die.happens(0.45);
  const autopay = login && die.happens(0.55);
  const habit: PayingHabit = autopay ? 'autopay' : die.happens(0.8) ? 'on-time' : die.happens(0.8) ? 'late' : 'rarely';
  const indoorGallons = 110 * die.around(0.45);
  return {
    // Steps that are coprime with the ranges: numbers look like a utility's, never collide, and often begin with zeros.
    customerNumber: String((index * 7919 + 120_431) % 10 ** numbers.customerDigits).padStart(
      numbers.customerDigits,
      '0',
    ),
    accountNumber: String((index * 611 + 20_177) % 10 ** numbers.accountDigits).padStart(numbers.accountDigits, '0'),
    name: language === 'es' ? `Cliente Simulado ${shown}` : `Simulated Customer ${shown}`,
    language,
    phone: `541-555-01${String(index % 100).padStart(2, '0')}`,
    email: `customer${shown}@mail.example`,
    street: `${100 + (index % 90) * 10 + Math.floor(index / 540)} ${streets[index % streets.length]}`,
    cycle: numbers.cycles[index % numbers.cycles.length] ?? numbers.cycles[0],
    meterSize: die.happens(0.9) ? '5/8"' : die.happens(0.8) ? '1"' : '1-1/2"',
    meterSerial: `SIM${String(40_000_000 + index * 13)}`,
    elevationZone: die.pick(zones),
    backflow: die.happens(0.3),
    highElevation: die.happens(0.02),
    indoorGallons,
    summerGallons: die.happens(0.75) ? indoorGallons * 2.2 * die.around(0.5) : 0,
    habit,
    legacy: { login, autopay, ebill: login && die.happens(0.6) },
  };
}

/**
 * Gallons used from `start` up to `end`. Irrigation follows a cosine over the year with its height in mid-July; only
 * what is above its mean counts, so winters are indoor use alone.
 */
export function simulateUse(
  household: SimulatedHousehold,
  span: { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate },
  die: Dice,
): number {
  const days = span.start.until(span.end, { largestUnit: 'days' }).days;
  const middle = span.start.add({ days: Math.floor(days / 2) });
  const season = Math.max(0, Math.cos((2 * Math.PI * (middle.dayOfYear - 197)) / 365));
  return days * (household.indoorGallons * die.around(0.12) + household.summerGallons * season * die.around(0.15));
}
