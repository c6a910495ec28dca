import type { Dice } from './dice.ts';

/** Who lives in a simulated home, when, and with what. Clock times are hours of the local day; flows gallons an hour. */
export interface Household {
  readonly residents: number;
  readonly wakes: number;
  readonly sleeps: number;
  /** At work or school on weekdays. */
  readonly awayByDay: boolean;
  /** Works at night, and lives ten hours later than others. */
  readonly nightShift: boolean;
  /** Share of use in the hours of sleep: small children, age, teenagers. */
  readonly restlessness: number;
  readonly vacationsAYear: number;
  readonly guestsAYear: number;
  readonly toiletGallons: number;
  readonly showerGallons: number;
  readonly washerGallons: number;
  readonly dishwasher: boolean;
  /** What each indoor event runs against the usual. */
  readonly indoorScale: number;
  readonly softener?: Softener | undefined;
  readonly sprinklers?: Irrigation | undefined;
  readonly drip?: Irrigation | undefined;
  readonly handWatering: boolean;
  readonly pool?: Pool | undefined;
  /** An evaporative cooler's make-up water on a hot day. */
  readonly coolerGallonsAnHour?: number | undefined;
  /** A flow-through humidifier, of which part of an hour runs while the furnace does. */
  readonly humidifierGallonsAnHour?: number | undefined;
  /** Lets a tap drip through nights of hard frost. */
  readonly dripsInFrost: boolean;
}

/** Regenerates at night, each so many days. */
interface Softener {
  readonly everyDays: number;
  readonly gallons: number;
  readonly hours: number;
  readonly clock: number;
}

export interface Irrigation {
  readonly gallonsAnHour: number;
  readonly clock: number;
  /** Hours a watering day at the height of summer. */
  readonly hours: number;
  /** Watering days from Monday to Sunday. */
  readonly weekdays: readonly boolean[];
  readonly skipsRain: boolean;
}

export interface Pool {
  /** A valve keeps the level, or a hose once a week or two. */
  readonly topUp: 'valve' | 'hose';
  /** What evaporates on a hot day. */
  readonly gallonsADay: number;
  /** All of it, with a hose of this flow, once in so many years. */
  readonly gallons: number;
  readonly hoseGallonsAnHour: number;
  readonly fillsAYear: number;
}

/** What a home should use on the average; what is left out is drawn. */
export interface HouseholdWish {
  readonly indoorGallonsADay?: number;
  /** On the average day at the height of summer; 0 is a home without a garden to water. */
  readonly irrigationGallonsADay?: number;
}

/** Gallons a resident uses indoors a day with the fixtures below, measured on the simulator itself. */
const residentGallons = 37;

/** A home as it might be found behind any residential meter. */
export function drawHousehold(die: Dice, wish: HouseholdWish = {}): Household {
  const drawn = die.pick([1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6]);
  const wished = wish.indoorGallonsADay;
  const residents = wished === undefined ? drawn : Math.min(7, Math.max(1, Math.round(wished / residentGallons)));
  const hasGarden = wish.irrigationGallonsADay === undefined ? die.happens(0.65) : wish.irrigationGallonsADay > 0;
  const drips = hasGarden && die.happens(0.3);
  const sprinklers = hasGarden ? drawSprinklers(die, wish.irrigationGallonsADay) : undefined;
  return {
    residents,
    wakes: 5 + 2.5 * die.roll(),
    sleeps: 21.5 + 2 * die.roll(),
    awayByDay: die.happens(0.55),
    nightShift: die.happens(0.03),
    restlessness: die.happens(0.15) ? 0.1 + 0.08 * die.roll() : 0.02 + 0.04 * die.roll(),
    vacationsAYear: die.between(0, 3),
    guestsAYear: die.between(0, 5),
    toiletGallons: die.pick([1.28, 1.6, 1.6, 2.2, 3.5]),
    showerGallons: 10 + 9 * die.roll(),
    washerGallons: die.pick([14, 18, 25, 38]),
    dishwasher: die.happens(0.65),
    indoorScale: wished === undefined ? 0.85 + 0.7 * die.roll() : wished / (residents * residentGallons),
    softener: die.happens(0.12)
      ? {
          everyDays: die.between(3, 8),
          gallons: die.between(35, 75),
          hours: 1 + die.roll(),
          clock: die.pick([0, 2, 2, 2, 3]),
        }
      : undefined,
    sprinklers,
    drip: drips
      ? {
          gallonsAnHour: die.between(30, 120),
          clock: die.pick([0, 4, 5, 19, 21]),
          hours: 1 + 3 * die.roll(),
          weekdays: wateringDays(die),
          skipsRain: die.happens(0.3),
        }
      : undefined,
    handWatering: die.happens(0.3),
    pool: die.happens(0.07) ? drawPool(die) : undefined,
    coolerGallonsAnHour: die.happens(0.03) ? 3 + 6 * die.roll() : undefined,
    humidifierGallonsAnHour: die.happens(0.03) ? 2 + 3 * die.roll() : undefined,
    dripsInFrost: die.happens(0.08),
  };
}

function drawSprinklers(die: Dice, gallonsADay: number | undefined): Irrigation {
  const weekdays = wateringDays(die);
  const gallonsAnHour = die.between(480, 840);
  const days = weekdays.filter(Boolean).length;
  return {
    gallonsAnHour,
    clock: die.pick([3, 4, 4.5, 5, 5, 6, 21]),
    hours: gallonsADay === undefined ? 0.5 + 1.7 * die.roll() : (gallonsADay * 7) / days / gallonsAnHour,
    weekdays,
    skipsRain: die.happens(0.3),
  };
}

/** Three days a week, every other, or daily. */
const wateringDays = (die: Dice): readonly boolean[] =>
  [...die.pick(['1010100', '0101010', '1010101', '1111111', '0010010'])].map((day) => day === '1');

/** In the ground, or a frame that is filled each summer or two. */
function drawPool(die: Dice): Pool {
  const hoseGallonsAnHour = die.between(300, 540);
  return die.happens(0.7)
    ? {
        topUp: die.pick(['valve', 'hose']),
        gallonsADay: die.between(60, 140),
        gallons: die.between(12_000, 20_000),
        hoseGallonsAnHour,
        fillsAYear: 0.12,
      }
    : { topUp: 'hose', gallonsADay: 15, gallons: die.between(1500, 7000), hoseGallonsAnHour, fillsAYear: 0.6 };
}
