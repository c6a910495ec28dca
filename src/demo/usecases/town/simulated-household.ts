import { formatAccountNumber, type NumberShape } from '../../../domain/accounts/index.ts';
import type { Language } from '../../../domain/kernel/index.ts';
import type { Dice } from '../../domain/household-simulator/index.ts';
import { landlordOf, simulatedPerson, simulatedStreet } from './simulated-people.ts';

/** One simulated customer at one simulated address. Names and streets say that they are simulated. */
export interface SimulatedHousehold {
  /** From 0, in the order in which the town is made. */
  readonly index: number;
  readonly customerNumber: string;
  readonly premiseNumber: string;
  /** The account's, of the utility's shape. */
  readonly accountNumber: string;
  readonly name: string;
  readonly language: Language;
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
  readonly shape: NumberShape;
}

/** The household number `index` (from 0) of the simulated town. */
export function simulateHousehold(index: number, numbers: SimulatedNumbers, die: Dice): SimulatedHousehold {
  const isSpanish = die.happens(0.35);
  const landlord = landlordOf(index);
  // A landlord speaks one language at all addresses.
  const language = landlord === undefined ? (isSpanish ? 'es' : 'en') : landlord % 500 < 250 ? 'en' : 'es';
  const person = simulatedPerson(landlord ?? index, language);
  const login = die.happens(0.45);
  const autopay = login && die.happens(0.55);
  const habit: PayingHabit = autopay ? 'autopay' : die.happens(0.8) ? 'on-time' : die.happens(0.8) ? 'late' : 'rarely';
  const indoorGallons = 110 * die.around(0.45);
  return {
    ...simulatedNumbers({ index, customer: landlord ?? index }, numbers.shape),
    ...{ index, language, ...person, street: simulatedStreet(index) },
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

/** Numbers that stand in no account's: where the utility's accounts are not called by their customer and premise. */
const otherExamples = { customer: 'C000000', premise: 'P000000' } as const;

/**
 * The household's numbers, of the utility's shape: each part as its example, with other digits. Steps that are coprime with the
 * ranges: numbers look like a utility's, never collide, and often begin with zeros. Who came later has the customer's number half
 * the range away, which no household of a smaller town has.
 */
export function simulatedNumbers(
  {
    index,
    customer,
    cameLater = false,
  }: { readonly index: number; readonly customer: number; readonly cameLater?: boolean },
  shape: NumberShape,
): Pick<SimulatedHousehold, 'customerNumber' | 'premiseNumber' | 'accountNumber'> {
  const exampleOf = (name: 'customer' | 'premise') =>
    shape.find((part) => part.name === name)?.example ?? otherExamples[name];
  const customerNumber = withDigits(exampleOf('customer'), customer * 7919 + 120_431, cameLater);
  const premiseNumber = withDigits(exampleOf('premise'), index * 611 + 20_177, false);
  const whole = formatAccountNumber(
    shape,
    shape.map((part) => {
      if (part.name === 'customer') return customerNumber;
      return part.name === 'premise' ? premiseNumber : withDigits(part.example, index * 7919 + 120_431, cameLater);
    }),
  );
  if (!whole.ok) throw new Error(`the pattern of account_number fits its example with no other digits`);
  return { customerNumber, premiseNumber, accountNumber: whole.value };
}

/** The example with its digits replaced by those of a number. */
function withDigits(example: string, number: number, cameLater: boolean): string {
  const howMany = example.replaceAll(/\D/g, '').length;
  const range = 10 ** howMany;
  const digits = String((number + (cameLater ? range / 2 : 0)) % range).padStart(howMany, '0');
  let at = 0;
  return example.replaceAll(/\d/g, () => digits.charAt(at++));
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
