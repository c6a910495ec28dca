/** Which rules look at a class of meters, and from what on they speak. A rule that is left out is off. */
export interface DetectorSettings {
  /** Any window that flows through is a finding. */
  readonly continuousFlow?: readonly FlowWindow[] | undefined;
  readonly steadyFlow?: readonly SteadyWindow[] | undefined;
  readonly addedFlow?: AddedFlowRule | undefined;
  readonly smallFlow?: SmallFlowRule | undefined;
  readonly overnightMinimum?: OvernightRule | undefined;
  readonly burst?: readonly FlowWindow[] | undefined;
  readonly openHose?: FlowWindow | undefined;
  readonly nightFlowRise?: NightRiseRule | undefined;
  readonly risenFlow?: RisenFlowRule | undefined;
  readonly vacationUse?: VacationRule | undefined;
  readonly noFlow?: NoFlowRule | undefined;
  readonly highUse?: HighUseRule | undefined;
  readonly frost?: FrostRule | undefined;
  readonly fullerHouse?: FullerHouseRule | undefined;
  readonly coolingTowers?: CoolingTowerRule | undefined;
}

/**
 * So many known hours one after another, each of at least so much; the share `steady` of them, where it is asked for, shows
 * one and the same flow, and hardly any less than that. A flow whose lower end is `below` or more is no matter of the window.
 */
export interface FlowWindow {
  readonly hours: number;
  readonly gallonsAnHour: number;
  readonly below?: number | undefined;
  readonly steady?: number | undefined;
}

/**
 * Of so many hours at least the share `flowing` has so much, and the share `steady` shows one and the same flow: what is
 * left when a leak that pauses runs alone.
 */
export interface SteadyWindow extends Omit<FlowWindow, 'below'> {
  readonly flowing: number;
  readonly steady: number;
}

/** A flow added to what the meter's own `usualDays` before let expect; any window is a finding. */
export interface AddedFlowRule {
  readonly usualDays: number;
  readonly windows: readonly AddedFlowWindow[];
  /** So much a hose gives: from here on it must have rested and come back, as filling a pool does not. */
  readonly hoseGallonsAnHour: number;
  readonly appliances: readonly ApplianceRule[];
}

/**
 * So many hours, in which a flow of at least so much has been added. `evidence` is how much likelier the hours are with it
 * than without: the natural logarithm of the ratio, so that 23 are ten thousand million times. `fineEvidence` is asked instead of a flow that the register counts finely:
 * what a count more or less could explain, others' use could, too.
 */
export interface AddedFlowWindow {
  readonly hours: number;
  readonly gallonsAnHour: number;
  readonly evidence: number;
  readonly fineEvidence?: number | undefined;
}

/** In such weather appliances draw by themselves for a part of the day: a flow of less than so much that rests may be theirs. */
export interface ApplianceRule {
  readonly highAboveCelsius?: number | undefined;
  readonly highBelowCelsius?: number | undefined;
  readonly gallonsAnHour: number;
}

/**
 * A small flow from `fromGallonsAnHour` to `toGallonsAnHour` an hour, steady for days, that explains a window's hours so much
 * better than a fuller house would, in the cold than a humidifier or a tap that is let drip would. `evidence` is the natural
 * logarithm of how much likelier they are.
 */
export interface SmallFlowRule {
  readonly usualDays: number;
  readonly fromGallonsAnHour: number;
  readonly toGallonsAnHour: number;
  readonly windows: readonly SmallFlowWindow[];
  readonly cold: ColdRule;
  /** On hot days so much and more may be a cooler's. */
  readonly coolers: { readonly highAboveCelsius: number; readonly gallonsAnHour: number };
}

/**
 * What is asked in the cold. With a day of frost as hard as `silentBelowCelsius` nothing is told: a humidifier then draws the
 * same all day. Where `knownDays` of the usual days were as cold as the window's are on the mean, `evidence` is not asked:
 * what runs in such cold is usual then.
 */
interface ColdRule {
  readonly highBelowCelsius: number;
  readonly evidence: number;
  readonly silentBelowCelsius: number;
  readonly knownDays?: number | undefined;
}

export interface SmallFlowWindow {
  readonly hours: number;
  readonly evidence: number;
}

/** Wall-clock hours of the night, from the first up to, not including, the second. */
export interface NightHours {
  readonly fromHour: number;
  readonly toHour: number;
}

/** Any window of nights is a finding: the smaller the flow, the more nights. */
export interface OvernightRule extends NightHours {
  readonly windows: readonly OvernightWindow[];
}

/**
 * On so many of the last nights the lowest hour of the night was at least so much, and the share `steady` of those nights'
 * hours showed one and the same flow.
 */
export interface OvernightWindow {
  readonly nights: number;
  readonly ofNights: number;
  readonly gallonsAnHour: number;
  readonly steady: number;
  /** Only nights of days whose weather is known count: a humidifier in frost runs as little, and as steadily. */
  readonly asksWeather?: boolean | undefined;
}

/**
 * The lowest hour of each of the last nights is above what it was on the nights before, by so much and so many times, and
 * the share `steady` of those nights' hours showed one and the same flow.
 */
export interface NightRiseRule extends NightHours {
  readonly nights: number;
  readonly usualNights: number;
  readonly gallonsAnHour: number;
  readonly times: number;
  readonly steady: number;
}

/**
 * On each of the last `days` the lower third of the hours is above the middle one of the `usualDays` before, by so much, so
 * many times, and by so many times what a high one of those, the ninth of ten, is above it; where it says so, also by that
 * share of what the middle third of hours shows, so that a machine that runs longer than usual is none.
 */
export interface RisenFlowRule {
  readonly days: number;
  readonly usualDays: number;
  readonly gallonsAnHour: number;
  readonly times: number;
  readonly differences: number;
  readonly ofMiddle?: number | undefined;
}

/**
 * On a day whose high is below so many °C, humidifiers run and taps are let drip: less than so much in an hour is no flow
 * to the rules that look for leaks. It asks for the weather; without it there is no frost.
 */
export interface FrostRule {
  readonly highBelowCelsius: number;
  readonly gallonsAnHour: number;
}

/**
 * What `risenFlow` or `addedFlow` finds of less than `belowGallonsAnHour`, and began on a day warmer than so many °C and than
 * each of the `usualDays` before, may be a cooling tower that was switched on, and is not told. It asks for the weather.
 */
export interface CoolingTowerRule {
  readonly highAboveCelsius: number;
  readonly usualDays: number;
  readonly belowGallonsAnHour: number;
}

/** While nobody is there, so many hours of a day with at least so much each. */
export interface VacationRule {
  readonly hours: number;
  readonly gallonsAnHour: number;
}

/** Nothing for so many days, where water ran on at least so many of the 28 days before. */
export interface NoFlowRule {
  readonly days: number;
  readonly usedDays: number;
}

/** The last days together are so many times what weather and day of the week let expect, and so much above it a day. */
export interface HighUseRule {
  readonly days: number;
  readonly usualDays: number;
  readonly times: number;
  readonly gallonsADay: number;
}

/**
 * What is found of a flow of less than `belowGallonsAnHour` must explain its hours so much better than two or three times as
 * many people at home do: `evidence` is the natural logarithm of how much likelier they are. Where the days before are not
 * known, it is not asked.
 */
export interface FullerHouseRule {
  readonly usualDays: number;
  readonly belowGallonsAnHour: number;
  readonly evidence: number;
}
