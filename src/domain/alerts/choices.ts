import { type Cents, convertVolume, exact, exactToDecimal, type VolumeUnit } from '../kernel/index.ts';
import type { AlertKind } from './alert-kind.ts';
import type { ChosenWays } from './alert-ways.ts';
import type { QuietHours } from './quiet-hours.ts';

/** How a person reads water. */
export const readingUnits = ['gal', 'ccf', 'm3', 'l'] as const satisfies readonly VolumeUnit[];
export type ReadingUnit = (typeof readingUnits)[number];

/** What one person chose about one account's alerts. */
export interface AlertChoices {
  readonly kinds: readonly AlertKind[];
  readonly unit: ReadingUnit;
  readonly quiet?: QuietHours;
  /** A burst may wake them. */
  readonly burstThroughQuiet: boolean;
  /** `high-use`: more than this many of `unit` in a day, as typed; without it, the account's own habit decides. */
  readonly dailyUse?: string;
  /** How each kind comes; one that is not named comes by email. */
  readonly ways?: ChosenWays;
  /** `bill-forecast`: a bill that is going to pass this. */
  readonly billAmount?: Cents;
}

/** Who never chose: leaks, bursts and open hoses at any address on record, nights in peace but for a burst. */
export const usualChoices: AlertChoices = {
  kinds: ['leak', 'burst', 'hose'],
  unit: 'gal',
  quiet: { from: 21, to: 7 },
  burstThroughQuiet: true,
};

export const wants = (choices: Pick<AlertChoices, 'kinds'>, kind: AlertKind): boolean => choices.kinds.includes(kind);

/** The quiet hours that apply to an alert of a kind. */
export const quietFor = (choices: AlertChoices, kind: AlertKind): QuietHours | undefined =>
  kind === 'burst' && choices.burstThroughQuiet ? undefined : choices.quiet;

/** The same choices for who reads water in another unit now: their most in a day is the same water. */
export function inUnit(choices: AlertChoices, unit: ReadingUnit): AlertChoices {
  const { dailyUse } = choices;
  if (unit === choices.unit || dailyUse === undefined) return { ...choices, unit };
  return { ...choices, unit, dailyUse: exactToDecimal(convertVolume(exact(dailyUse), choices.unit, unit), 3) };
}
