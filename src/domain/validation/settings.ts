/** Which rules look at a class of meters, and from what on they speak. A rule that is left out is off. */
export interface ValidationSettings {
  readonly spike?: SpikeRule | undefined;
  readonly stuck?: StuckRule | undefined;
  readonly rollover?: RolloverRule | undefined;
  readonly gap?: GapRule | undefined;
  readonly negativeFlow?: NegativeFlowRule | undefined;
  readonly clockShift?: ClockShiftRule | undefined;
  readonly sumCheck?: SumCheckRule | undefined;
}

/** At most so many hours in a row, each at least so much and so many times the third highest daily peak. */
export interface SpikeRule {
  readonly hours: number;
  readonly gallonsAnHour: number;
  readonly times: number;
}

/** Nothing for so many days, where water ran on so many of the 28 days before. */
export interface StuckRule {
  readonly days: number;
  readonly usedDays: number;
}

/** A fall that going round explains with at most this share of the dials' range, or hours that the feed's registers doubt. */
export interface RolloverRule {
  readonly sharePercent: number;
}

/** So many hours missing between reads; or silent for so long. */
export interface GapRule {
  readonly hours: number;
  readonly silentHours: number;
}

/** Hours that together run back by so much. */
export interface NegativeFlowRule {
  readonly gallons: number;
}

/**
 * The last days' shape is the usual one moved by whole hours: alike by at least `likeness` once moved (a correlation), and
 * better by `betterBy` than unmoved.
 */
export interface ClockShiftRule {
  readonly days: number;
  readonly usualDays: number;
  readonly likeness: number;
  readonly betterBy: number;
}

/** The hours between two register reads differ from the register's rise by more than both. */
export interface SumCheckRule {
  readonly gallons: number;
  readonly percent: number;
}

/** What `utility.yaml` says about all classes of meters. */
export interface ValidationConfig {
  readonly on: boolean;
  readonly scanDays: number;
  readonly likeDayWeeks: number;
  readonly classes: readonly {
    readonly rateClasses?: readonly string[] | undefined;
    readonly settings: ValidationSettings;
  }[];
}

/** The rules of a meter by its rate class; the class without `rateClasses` is that of all others. */
export function settingsOfClass({ on, classes }: ValidationConfig, rateClass: string): ValidationSettings {
  if (!on) return {};
  const own = classes.find((one) => one.rateClasses?.includes(rateClass) === true);
  return (own ?? classes.find((one) => one.rateClasses === undefined))?.settings ?? {};
}
