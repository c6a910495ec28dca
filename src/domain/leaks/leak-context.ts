/** What is known besides the hours; what is left out is not known. */
export interface LeakContext {
  /** When the customer said that nobody is there. */
  readonly vacations?: readonly Vacation[];
  /** By day of the span; `NaN` where a day's is not known. */
  readonly weather?: DailyWeather;
  /** Since when an earlier scan found that nothing runs: the days of use before may have left the span. */
  readonly noFlowSince?: Temporal.Instant;
  /** A leak that an earlier scan found and that had not ended: what is usual is what it was without it. */
  readonly leak?: { readonly since: Temporal.Instant; readonly gallonsAnHour: number };
  /** Earlier scans looked at what ended before; to rules that compare with a meter's own days it is only what was usual. */
  readonly lookFrom?: Temporal.Instant;
}

export interface Vacation {
  /** The first whole day on which nobody is there. */
  readonly from: Temporal.PlainDate;
  /** The day on which somebody is back; it is not watched. */
  readonly until: Temporal.PlainDate;
  /** The garden is watered as usual meanwhile. */
  readonly irrigationGoesOn?: boolean;
}

export interface DailyWeather {
  readonly highCelsius: Float64Array;
  readonly rainMillimetres: Float64Array;
}
