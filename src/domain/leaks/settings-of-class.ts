import type { DetectorSettings } from './detector-settings.ts';

/** The utility's classes of meters, each with thresholds of its own, as its configuration says. */
export interface MeterClasses {
  /** Whether anything looks for leaks at all. */
  readonly on: boolean;
  readonly classes: readonly {
    /** Whose meters these are; the one class without it has all others. */
    readonly rateClasses?: readonly string[] | undefined;
    readonly settings: DetectorSettings;
  }[];
}

/** What the detectors look for behind a meter of this rate class; nothing at all where the utility has them off. */
export function detectorSettings({ on, classes }: MeterClasses, rateClass: string): DetectorSettings {
  if (!on) return {};
  const named = classes.find((one) => one.rateClasses?.includes(rateClass));
  return (named ?? classes.find((one) => one.rateClasses === undefined))?.settings ?? {};
}
