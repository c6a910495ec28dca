/** The use of one meter on one local day, hour by hour: 23, 24 or 25 of them. */
export interface MeterDay {
  readonly day: Temporal.PlainDate;
  /** Counts of the interval register; may be negative where water flowed back. */
  readonly counts: Int32Array;
  /** A `hourQuality` for each hour. */
  readonly quality: Uint8Array;
}
